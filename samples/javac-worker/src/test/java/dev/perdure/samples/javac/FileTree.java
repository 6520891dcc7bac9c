package dev.perdure.samples.javac;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of a test: written from text, and compared by name and digest. */
final class FileTree {
  private FileTree() {}

  static void write(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The files under {@code root} by name, with a digest of their bytes. */
  static Map<String, String> digests(Path root) throws Exception {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        digests.put(root.relativize(file).toString(), digest(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  /** Copies all files below {@code from}. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Deletes all files below {@code root} but those named, and folders that are empty then. */
  static void restore(Path root, Set<String> kept) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = new ArrayList<>(walk.toList());
    }
    Collections.reverse(all);
    for (Path file : all) {
      String name = root.relativize(file).toString();
      if (name.isEmpty() || kept.contains(name) || name.startsWith("box")) {
        continue;
      }
      if (!Files.isDirectory(file) || kept.stream().noneMatch(it -> it.startsWith(name + "/"))) {
        Files.delete(file);
      }
    }
  }

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
  }
}
