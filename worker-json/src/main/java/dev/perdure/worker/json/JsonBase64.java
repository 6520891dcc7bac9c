package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.perdure.worker.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The digests of one message, from base64 without text in between. */
final class JsonBase64 {
  /** The values of the standard alphabet's characters; negative for all others. */
  private static final byte[] STANDARD = values('+', '/');

  // The same, shifted to where the first to fourth character of four stands.
  private static final int[] FIRST = shifted(18);
  private static final int[] SECOND = shifted(12);
  private static final int[] THIRD = shifted(6);
  private static final int[] FOURTH = shifted(0);

  /** As many bytes as the longest hash has hexadecimal digits, and some. */
  private static final int SCRATCH_BYTES = 192;

  private final JsonReader reader;
  private final byte[] bytes = new byte[SCRATCH_BYTES];
  private final ByteBuffer words = ByteBuffer.wrap(bytes);

  JsonBase64(JsonReader reader) {
    this.reader = reader;
  }

  /** The digest whose first quote was consumed; its last quote is consumed, too. */
  Digest restOfDigest() throws IOException {
    byte[] array = reader.array;
    int at = reader.position;
    int limit = reader.limit;
    int count = 0;
    // No search for the quote: it is the first that is not of the alphabet. Eight characters and
    // one store a round take a third off, and so do the tables for each place.
    while (limit - at > 8 && count <= SCRATCH_BYTES - 8) {
      int high = fourAt(array, at);
      int low = fourAt(array, at + 4);
      if ((high | low) < 0) {
        break;
      }
      words.putLong(count, ((long) high << 40) | ((long) low << 16));
      at += 8;
      count += 6;
    }
    if (limit - at > 4 && count <= SCRATCH_BYTES - 8) {
      int bits = fourAt(array, at);
      if (bits >= 0) {
        words.putInt(count, bits << 8);
        at += 4;
        count += 3;
      }
    }
    if (at < limit && array[at] == '"') {
      reader.position = at + 1;
      return Digest.of(bytes, 0, count);
    }
    if (limit - at > 4
        && count <= SCRATCH_BYTES - 3
        && array[at + 3] == '='
        && array[at + 4] == '"') {
      int high = STANDARD[array[at] & 0xff] << 2 | STANDARD[array[at + 1] & 0xff] >> 4;
      bytes[count] = (byte) high;
      if (high >= 0 && array[at + 2] == '=') {
        reader.position = at + 5;
        return Digest.of(bytes, 0, count + 1);
      }
      int low = STANDARD[array[at + 1] & 0xff] << 4 | STANDARD[array[at + 2] & 0xff] >> 2;
      bytes[count + 1] = (byte) low;
      if ((high | low) >= 0) {
        reader.position = at + 5;
        return Digest.of(bytes, 0, count + 2);
      }
    }
    return unusual();
  }

  /** The 24 bits of four characters; negative if one is not of the standard alphabet. */
  private static int fourAt(byte[] array, int at) {
    return FIRST[array[at] & 0xff]
        | SECOND[array[at + 1] & 0xff]
        | THIRD[array[at + 2] & 0xff]
        | FOURTH[array[at + 3] & 0xff];
  }

  /** The other forms: escaped, in pieces, unpadded, of the URL alphabet, or very long. */
  private Digest unusual() throws IOException {
    long offset = reader.offset();
    byte[] text = reader.restOfText().getBytes(ISO_8859_1);
    int length = text.length;
    while (length > 0 && text[length - 1] == '=') {
      length--;
    }
    byte[] whole = new byte[(int) (length * 3L / 4)];
    int padding = text.length - length;
    boolean padded = padding == 0 || (padding <= 2 && text.length % 4 == 0);
    if (length % 4 == 1
        || !padded
        || !(decodes(text, length, STANDARD, whole)
            || decodes(text, length, values('-', '_'), whole))) {
      throw JsonMalformed.base64(reader, offset);
    }
    return Digest.of(whole);
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

  private static int[] shifted(int shift) {
    int[] shifted = new int[256];
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = STANDARD[i] << shift;
    }
    return shifted;
  }
}
