package dev.perdure.samples.ghc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** The server's Haskell source, in this jar. */
final class ServerSource {
  private static final List<String> FILES =
      List.of(
          "Child.hs",
          "Compiler.hs",
          "Main.hs",
          "Processes.hs",
          "Server.hs",
          "Session.hs",
          "Wire.hs");

  private ServerSource() {}

  /** Writes the source into a folder. */
  static void writeTo(Path folder) throws IOException {
    for (String file : FILES) {
      Files.write(folder.resolve(file), read(file));
    }
  }

  /** Adds the source to a digest. */
  static void digestInto(MessageDigest digest) throws IOException {
    for (String file : FILES) {
      digest.update(read(file));
    }
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream stream = ServerSource.class.getResourceAsStream("server/" + file)) {
      if (stream == null) {
        throw new IOException("no server/" + file + " in the jar of the worker");
      }
      return stream.readAllBytes();
    }
  }
}
