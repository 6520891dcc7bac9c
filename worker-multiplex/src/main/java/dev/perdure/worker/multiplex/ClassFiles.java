package dev.perdure.worker.multiplex;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.jar.JarEntry;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files, with what their jars' manifests and signatures say about them. Thread-safe.
 */
final class ClassFiles {
  /** A class file and where it comes from. */
  static final class ClassFile {
    private final byte[] bytes;
    private final CodeSource source;
    private final @Nullable Manifest manifest;

    private ClassFile(byte[] bytes, CodeSource source, @Nullable Manifest manifest) {
      this.bytes = bytes;
      this.source = source;
      this.manifest = manifest;
    }

    byte[] bytes() {
      return bytes;
    }

    /** The jar or directory, and who signed the class. */
    CodeSource source() {
      return source;
    }

    /** The manifest of the jar; null if there is none. */
    @Nullable Manifest manifest() {
      return manifest;
    }
  }

  private final OpenJars jars;

  ClassFiles(OpenJars jars) {
    this.jars = jars;
  }

  /**
   * Reads a class.
   *
   * @param resource where it was found, in a jar or a directory
   */
  ClassFile read(String className, URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    if (!(connection instanceof JarURLConnection inJar)) {
      try (InputStream in = connection.getInputStream()) {
        CodeSource source = new CodeSource(root(className, resource), (CodeSigner[]) null);
        return new ClassFile(in.readAllBytes(), source, null);
      }
    }
    try (InputStream in = inJar.getInputStream()) {
      byte[] bytes = in.readAllBytes();
      JarEntry entry = inJar.getJarEntry();
      CodeSigner[] signers = entry.getCodeSigners(); // Known once all has been read.
      CodeSource source = new CodeSource(inJar.getJarFileURL(), signers);
      return new ClassFile(bytes, source, jars.of(resource).manifest());
    }
  }

  /** The directory in which the packages begin. */
  private static URL root(String className, URL resource) throws IOException {
    StringBuilder up = new StringBuilder("./");
    for (int i = className.indexOf('.'); i >= 0; i = className.indexOf('.', i + 1)) {
      up.append("../");
    }
    return new URL(resource, up.toString());
  }
}
