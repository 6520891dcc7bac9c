package dev.perdure.worker.json;

import dev.perdure.worker.Digest;
import dev.perdure.worker.codec.WireOutput;
import java.util.Base64;

/** Writes members and values; members with a default value are left out, as in proto3 JSON. */
final class JsonWriter {
  /** How many characters are written between two checks of the remaining room. */
  private static final int CHUNK = 1024;

  /** The most bytes that a character can become. */
  private static final int MAX_ESCAPE_BYTES = 6;

  private static final String HEXADECIMAL = "0123456789abcdef";

  private final WireOutput out;
  private boolean first = true;

  JsonWriter(WireOutput out) {
    this.out = out;
  }

  void open(char bracket) {
    out.put(bracket);
    first = true;
  }

  void close(char bracket) {
    out.put(bracket);
    first = false;
  }

  void newline() {
    out.put('\n');
  }

  /** Begins an element of a list, or a member. */
  void element() {
    if (!first) {
      out.put(',');
    }
    first = false;
  }

  /** Begins a member; its value follows. */
  void name(String name) {
    element();
    out.put('"');
    ascii(name);
    out.put('"');
    out.put(':');
  }

  void int32(String name, int value) {
    if (value != 0) {
      name(name);
      int32(value);
    }
  }

  void int32(int value) {
    ascii(Integer.toString(value));
  }

  void bool(String name, boolean value) {
    if (value) {
      name(name);
      ascii("true");
    }
  }

  void text(String name, String value) {
    if (!value.isEmpty()) {
      name(name);
      text(value);
    }
  }

  void digest(String name, Digest value) {
    if (!value.isEmpty()) {
      name(name);
      byte[] base64 = Base64.getEncoder().encode(value.toBytes());
      out.put('"');
      out.put(base64, 0, base64.length);
      out.put('"');
    }
  }

  private void ascii(String text) {
    out.ensure(text.length());
    byte[] array = out.array();
    int at = out.size();
    for (int i = 0; i < text.length(); i++) {
      array[at++] = (byte) text.charAt(i);
    }
    out.advance(text.length());
  }

  void text(String text) {
    out.put('"');
    int at = 0;
    while (at < text.length()) {
      at = chunk(text, at, Math.min(text.length(), at + CHUNK));
    }
    out.put('"');
  }

  /**
   * Writes the characters from {@code from} to {@code to}, and the other half if the last one is
   * half of a pair.
   *
   * @return the index after the last character that was written
   */
  private int chunk(String text, int from, int to) {
    out.ensure((to - from) * MAX_ESCAPE_BYTES);
    byte[] array = out.array();
    int start = out.size();
    int end = start;
    int at = from;
    while (at < to) {
      char c = text.charAt(at++);
      if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
        array[end++] = (byte) c;
      } else if (c < 0x80 || c == '\u2028' || c == '\u2029') {
        end = escaped(c, array, end);
      } else if (Character.isHighSurrogate(c)
          && at < text.length()
          && Character.isLowSurrogate(text.charAt(at))) {
        int point = Character.toCodePoint(c, text.charAt(at++));
        array[end++] = (byte) (0xf0 | point >> 18);
        array[end++] = continued(point >> 12);
        array[end++] = continued(point >> 6);
        array[end++] = continued(point);
      } else if (c < 0x800) {
        array[end++] = (byte) (0xc0 | c >> 6);
        array[end++] = continued(c);
      } else {
        int whole = Character.isSurrogate(c) ? '\ufffd' : c;
        array[end++] = (byte) (0xe0 | whole >> 12);
        array[end++] = continued(whole >> 6);
        array[end++] = continued(whole);
      }
    }
    out.advance(end - start);
    return at;
  }

  private static byte continued(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  private static int escaped(char c, byte[] array, int from) {
    int end = from;
    array[end++] = '\\';
    switch (c) {
      case '"', '\\' -> array[end++] = (byte) c;
      case '\b' -> array[end++] = 'b';
      case '\f' -> array[end++] = 'f';
      case '\n' -> array[end++] = 'n';
      case '\r' -> array[end++] = 'r';
      case '\t' -> array[end++] = 't';
      default -> {
        array[end++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
          array[end++] = (byte) HEXADECIMAL.charAt(c >> shift & 0xf);
        }
      }
    }
    return end;
  }
}
