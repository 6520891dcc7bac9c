package dev.perdure.worker.json;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes from base64. */
final class JsonBase64 {
  /** How many characters stand for {@link #UNIT_BYTES} bytes. */
  static final int UNIT_CHARS = 4;

  static final int UNIT_BYTES = 3;

  private JsonBase64() {}

  /**
   * The bytes that the first {@code length} bytes of {@code text} stand for in the standard
   * alphabet; null if there are others.
   */
  static byte @Nullable [] standard(byte[] text, int length) {
    return decoded(Base64.getDecoder(), text, length);
  }

  /** The same in any form that a client may write: of either alphabet, padded or not. */
  static byte @Nullable [] anyForm(byte[] text) {
    byte[] bytes = standard(text, text.length);
    return bytes != null ? bytes : decoded(Base64.getUrlDecoder(), text, text.length);
  }

  private static byte @Nullable [] decoded(Base64.Decoder decoder, byte[] text, int length) {
    try {
      return decoder.decode(ByteBuffer.wrap(text, 0, length)).array();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
