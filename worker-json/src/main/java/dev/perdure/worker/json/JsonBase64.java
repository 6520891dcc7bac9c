package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.perdure.worker.Digest;
import java.io.IOException;
import java.util.Arrays;

/** Digests from base64, without text in between. */
final class JsonBase64 {
  /** The values of the standard alphabet's characters; negative for all others. */
  private static final byte[] STANDARD = values('+', '/');

  /** As many bytes as the longest hash has hexadecimal digits, and some. */
  private static final int SCRATCH_BYTES = 192;

  private JsonBase64() {}

  /** The digest whose first quote was consumed; its last quote is consumed, too. */
  static Digest restOfDigest(JsonReader reader) throws IOException {
    byte[] array = reader.array();
    byte[] values = STANDARD;
    byte[] bytes = reader.scratch(SCRATCH_BYTES);
    int at = reader.position();
    int limit = reader.limit();
    int count = 0;
    // No search for the quote: it is the first that is not of the alphabet.
    while (limit - at > 4 && count <= SCRATCH_BYTES - 3) {
      int bits =
          values[array[at] & 0xff] << 18
              | values[array[at + 1] & 0xff] << 12
              | values[array[at + 2] & 0xff] << 6
              | values[array[at + 3] & 0xff];
      if (bits < 0) {
        break;
      }
      bytes[count] = (byte) (bits >> 16);
      bytes[count + 1] = (byte) (bits >> 8);
      bytes[count + 2] = (byte) bits;
      at += 4;
      count += 3;
    }
    if (at < limit && array[at] == '"') {
      reader.position(at + 1);
      return Digest.of(bytes, 0, count);
    }
    if (limit - at > 4
        && count <= SCRATCH_BYTES - 3
        && array[at + 3] == '='
        && array[at + 4] == '"') {
      int high = values[array[at] & 0xff] << 2 | values[array[at + 1] & 0xff] >> 4;
      bytes[count] = (byte) high;
      if (high >= 0 && array[at + 2] == '=') {
        reader.position(at + 5);
        return Digest.of(bytes, 0, count + 1);
      }
      int low = values[array[at + 1] & 0xff] << 4 | values[array[at + 2] & 0xff] >> 2;
      bytes[count + 1] = (byte) low;
      if ((high | low) >= 0) {
        reader.position(at + 5);
        return Digest.of(bytes, 0, count + 2);
      }
    }
    return unusual(reader);
  }

  /** The other forms: escaped, in pieces, unpadded, of the URL alphabet, or very long. */
  private static Digest unusual(JsonReader reader) throws IOException {
    long offset = reader.offset();
    byte[] text = reader.restOfText().getBytes(ISO_8859_1);
    int length = text.length;
    while (length > 0 && text[length - 1] == '=') {
      length--;
    }
    byte[] bytes = new byte[(int) (length * 3L / 4)];
    int padding = text.length - length;
    boolean padded = padding == 0 || (padding <= 2 && text.length % 4 == 0);
    if (length % 4 == 1
        || !padded
        || !(decodes(text, length, STANDARD, bytes)
            || decodes(text, length, values('-', '_'), bytes))) {
      throw JsonMalformed.base64(reader, offset);
    }
    return Digest.of(bytes);
  }

  private static boolean decodes(byte[] text, int length, byte[] values, byte[] target) {
    int bits = 0;
    int count = 0;
    for (int i = 0; i < length; i++) {
      byte value = values[text[i] & 0xff];
      if (value < 0) {
        return false;
      }
      bits = bits << 6 | value;
      // The bits that are behind the last whole byte mean nothing.
      if (i % 4 != 0) {
        target[count++] = (byte) (bits >> (6 - i % 4 * 2));
      }
    }
    return true;
  }

  private static byte[] values(char value62, char value63) {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 26; i++) {
      values['A' + i] = (byte) i;
      values['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      values['0' + i] = (byte) (52 + i);
    }
    values[value62] = 62;
    values[value63] = 63;
    return values;
  }
}
