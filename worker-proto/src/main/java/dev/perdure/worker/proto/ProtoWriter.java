package dev.perdure.worker.proto;

import dev.perdure.worker.Digest;
import dev.perdure.worker.codec.WireOutput;

/**
 * Writes fields, and computes their sizes in advance, since a length comes before what it measures.
 * Field numbers are below 16, so a tag is one byte.
 */
final class ProtoWriter {
  private static final int MAX_VARINT_BYTES = 10;

  /** The size of U+FFFD, which stands for half of a surrogate pair, in UTF-8. */
  private static final int REPLACEMENT_BYTES = 3;

  private final WireOutput out;

  ProtoWriter(WireOutput out) {
    this.out = out;
  }

  static int varintLength(long value) {
    // Seven bits per byte: the number of significant bits, divided by seven and rounded up.
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  static int int32FieldLength(int value) {
    return value == 0 ? 0 : 1 + varintLength(value);
  }

  static int boolFieldLength(boolean value) {
    return value ? 2 : 0;
  }

  static long delimitedLength(long length) {
    return varintLength(length) + length;
  }

  /** The size of {@code text} with its length before it. */
  static long textLength(String text) {
    return delimitedLength(utf8Length(text));
  }

  static long textFieldLength(String text) {
    return text.isEmpty() ? 0 : 1 + textLength(text);
  }

  static long digestFieldLength(Digest digest) {
    return digest.isEmpty() ? 0 : 1 + delimitedLength(digest.length());
  }

  private static long utf8Length(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) >= 0x80) {
        return utf8Length(text, i);
      }
    }
    return length;
  }

  /** The size of text that has one byte per character before {@code from}. */
  private static long utf8Length(String text, int from) {
    long length = text.length();
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A pair has four bytes, two for each half; a lone half is replaced.
        length += c < 0x800 || pairsAt(text, i) ? 1 : REPLACEMENT_BYTES - 1;
      }
    }
    return length;
  }

  /** Whether the character is half of a surrogate pair. */
  private static boolean pairsAt(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && index > 0
        && Character.isHighSurrogate(text.charAt(index - 1));
  }

  /** Starts a message of {@code length} bytes, and makes room for all of it. */
  void frame(long length) {
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a message of " + length + " bytes can't be encoded");
    }
    out.ensure((int) Math.min(length + MAX_VARINT_BYTES, Integer.MAX_VALUE));
    varint(length);
  }

  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.put(((int) rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.put((int) rest);
  }

  void int32Field(int tag, int value) {
    if (value != 0) {
      varint(tag);
      varint(value);
    }
  }

  void boolField(int tag, boolean value) {
    if (value) {
      varint(tag);
      varint(1);
    }
  }

  void textField(int tag, String value) {
    if (!value.isEmpty()) {
      text(tag, value);
    }
  }

  void digestField(int tag, Digest value) {
    if (!value.isEmpty()) {
      varint(tag);
      varint(value.length());
      out.ensure(value.length());
      value.copyTo(out.array(), out.size());
      out.advance(value.length());
    }
  }

  /** Writes the field even if it is empty, as is required for an element of a list. */
  void text(int tag, String value) {
    int length = (int) utf8Length(value);
    varint(tag);
    varint(length);
    out.ensure(length);
    if (length == value.length()) {
      ascii(value);
    } else {
      utf8(value);
    }
    out.advance(length);
  }

  // The deprecated method drops the high bytes, which are zero here, and is the only one that
  // copies characters into an array without making another first.
  @SuppressWarnings("deprecation")
  private void ascii(String value) {
    value.getBytes(0, value.length(), out.array(), out.size());
  }

  private void utf8(String value) {
    byte[] array = out.array();
    int at = out.size();
    for (int i = 0; i < value.length(); i++) {
      int c = value.charAt(i);
      if (c < 0x80) {
        array[at++] = (byte) c;
      } else if (c < 0x800) {
        array[at++] = (byte) (0xc0 | c >> 6);
        array[at++] = continuation(c);
      } else if (Character.isSurrogate((char) c) && pairsAt(value, i)) {
        int point = Character.toCodePoint((char) c, value.charAt(++i));
        array[at++] = (byte) (0xf0 | point >> 18);
        array[at++] = continuation(point >> 12);
        array[at++] = continuation(point >> 6);
        array[at++] = continuation(point);
      } else {
        int shown = Character.isSurrogate((char) c) ? '\ufffd' : c;
        array[at++] = (byte) (0xe0 | shown >> 12);
        array[at++] = continuation(shown >> 6);
        array[at++] = continuation(shown);
      }
    }
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }
}
