package dev.perdure.worker.json;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Decodes base64. */
final class JsonBase64 {
  /** How many characters encode {@link #UNIT_BYTES} bytes. */
  static final int UNIT_CHARS = 4;

  static final int UNIT_BYTES = 3;

  private JsonBase64() {}

  /**
   * Decodes the text from {@code from} to {@code to} in the standard alphabet; null if it has other
   * characters.
   */
  static byte @Nullable [] standard(byte[] text, int from, int to) {
    return decoded(Base64.getDecoder(), text, from, to);
  }

  /**
   * Like {@link #standard}, in any form that a client may write: in either alphabet, padded or not.
   */
  static byte @Nullable [] anyForm(byte[] text, int from, int to) {
    byte[] bytes = standard(text, from, to);
    return bytes != null ? bytes : decoded(Base64.getUrlDecoder(), text, from, to);
  }

  private static byte @Nullable [] decoded(Base64.Decoder decoder, byte[] text, int from, int to) {
    try {
      return decoder.decode(ByteBuffer.wrap(text, from, to - from)).array();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
