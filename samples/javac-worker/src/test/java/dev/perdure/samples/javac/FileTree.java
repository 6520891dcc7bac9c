package dev.perdure.samples.javac;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
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

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
  }
}
