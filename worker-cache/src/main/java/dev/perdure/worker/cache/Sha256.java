package dev.perdure.worker.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.perdure.worker.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 as Bazel sends it: the lower-case hexadecimal text of the hash, as bytes (F7). So a
 * content has the same digest, whether the client sent it or it was computed here.
 */
public final class Sha256 {
  private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(US_ASCII);

  private Sha256() {}

  /** The digest of {@code content}. */
  public static Digest of(byte[] content) {
    return finish(start().digest(content));
  }

  /** The digest of the remaining bytes of {@code content}, which stays open. */
  public static Digest of(InputStream content) throws IOException {
    MessageDigest hash = start();
    byte[] buffer = new byte[1 << 16];
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      hash.update(buffer, 0, n);
    }
    return finish(hash.digest());
  }

  /** A new hash, for content that comes in pieces. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The digest for {@code hash}, the 32 bytes of a SHA-256. */
  public static Digest finish(byte[] hash) {
    byte[] text = new byte[2 * hash.length];
    for (int i = 0; i < hash.length; i++) {
      text[2 * i] = HEXADECIMAL[(hash[i] >> 4) & 0xf];
      text[2 * i + 1] = HEXADECIMAL[hash[i] & 0xf];
    }
    return Digest.of(text);
  }
}
