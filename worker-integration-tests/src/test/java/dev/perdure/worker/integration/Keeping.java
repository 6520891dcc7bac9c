package dev.perdure.worker.integration;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** What a tool with a leak keeps in static fields. */
final class Keeping {
  /** A chain of all that is kept. */
  private static Object[] kept = {};

  private Keeping() {}

  /** Keeps more and more of {@code what}, until there is no more. */
  static void fill(String what) throws IOException {
    byte[] classFile = "metaspace".equals(what) ? classFile() : new byte[0];
    while (true) {
      // A list would stop where it can't grow, with memory left.
      kept = new Object[] {kept, piece(classFile)};
    }
  }

  private static Object piece(byte[] classFile) {
    return classFile.length == 0 ? new byte[1_000] : new OwnLoader().define(classFile);
  }

  /** As {@link #fill}, by a tool that says so itself, as javac does. */
  static int fillAndReturn(String what) throws IOException {
    try {
      fill(what);
      return 0;
    } catch (OutOfMemoryError e) {
      return 3;
    }
  }

  /** As {@link #fill}, by a tool that tries again and again; writes to {@code full} each time. */
  static void fillForEver(String what, Path full) throws IOException {
    try (OutputStream out = new FileOutputStream(full.toFile())) {
      while (true) {
        out.write(fillAndReturn(what));
      }
    }
  }

  private static byte[] classFile() throws IOException {
    try (InputStream in = Keeping.class.getResourceAsStream("Keeping$Small.class")) {
      return in.readAllBytes();
    }
  }

  /** Loaded again and again. */
  private static final class Small {}

  private static final class OwnLoader extends ClassLoader {
    Class<?> define(byte[] classFile) {
      return defineClass(Small.class.getName(), classFile, 0, classFile.length);
    }
  }
}
