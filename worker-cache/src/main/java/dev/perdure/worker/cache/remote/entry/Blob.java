package dev.perdure.worker.cache.remote.entry;

import dev.perdure.worker.cache.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A content, identified by its hash and size.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size the size in bytes
 */
public record Blob(String sha256, long size) {
  private static final int DIGITS = 64;

  /** The empty content; it is neither sent nor fetched. */
  public static final Blob EMPTY = of(new byte[0]);

  public Blob {
    if (!isSha256(sha256)) {
      throw new IllegalArgumentException("no SHA-256 in lower-case hexadecimal: " + sha256);
    }
    if (size < 0) {
      throw new IllegalArgumentException("a blob of " + size + " bytes");
    }
  }

  public static Blob of(byte[] content) {
    return new Blob(Sha256.of(content).toString(), content.length);
  }

  public static Blob of(Path file) throws IOException {
    MessageDigest hash = Sha256.start();
    long size = 0;
    try (InputStream content = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        hash.update(buffer, 0, n);
        size += n;
      }
    }
    return new Blob(Sha256.finish(hash.digest()).toString(), size);
  }

  /** Avoids regular expressions, and Character.isDigit, which accepts digits of other scripts. */
  public static boolean isSha256(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return text.length() == DIGITS;
  }

  /**
   * Whether this is the empty content. The size alone does not tell: a server could name another
   * hash.
   */
  public boolean isEmpty() {
    return equals(EMPTY);
  }
}
