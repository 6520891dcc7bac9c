package dev.perdure.worker.json;

import java.io.IOException;

/**
 * Decodes text with escapes. These are replaced in place, because the characters are never longer
 * in UTF-8. Then the whole text is decoded at once.
 */
final class JsonEscapes {
  private static final int NONE = -1;
  private static final char REPLACEMENT = '\ufffd';

  private final JsonReader reader;

  /** The index at which the text begins in the array. */
  private int token;

  /** The index at which the unescaped bytes end. */
  private int end;

  /** The first half of a surrogate pair, if that came last. */
  private int high = NONE;

  private JsonEscapes(JsonReader reader, int token) {
    this.reader = reader;
    this.token = token;
    this.end = reader.position;
  }

  /** Reads the text that begins at index {@code token}; the position is at its first backslash. */
  static String restOfText(JsonReader reader, int token) throws IOException {
    return new JsonEscapes(reader, token).restOfText();
  }

  private String restOfText() throws IOException {
    while (true) {
      int at = reader.position;
      int special = reader.special(at);
      if (special > at) {
        lone();
        System.arraycopy(reader.array, at, reader.array, end, special - at);
        end += special - at;
        reader.position = special;
      }
      switch (next()) {
        case '"' -> {
          lone();
          reader.position++;
          return reader.decoded(token, end);
        }
        case '\\' -> {
          reader.position++;
          escape();
        }
        default -> {
          if (next() < ' ' && next() >= 0) {
            throw JsonMalformed.syntax(reader, "control characters to be escaped");
          }
        }
      }
    }
  }

  /** Returns the next byte without consuming it. */
  private byte next() throws IOException {
    if (reader.position == reader.limit) {
      int moved = reader.more(token);
      token -= moved;
      end -= moved;
    }
    return reader.array[reader.position];
  }

  private void escape() throws IOException {
    byte letter = next();
    char c =
        switch (letter) {
          case '"', '\\', '/' -> (char) letter;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> 'u';
          default -> throw JsonMalformed.syntax(reader, "one of \"\\/bfnrtu after a backslash");
        };
    reader.position++;
    character(letter == 'u' ? hexadecimal() : c);
  }

  private char hexadecimal() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = next() < 0 ? -1 : Character.digit((char) next(), 16);
      if (digit < 0) {
        throw JsonMalformed.syntax(reader, "four hexadecimal digits after \\u");
      }
      value = value << 4 | digit;
      reader.position++;
    }
    return (char) value;
  }

  private void character(char c) {
    if (high != NONE && Character.isLowSurrogate(c)) {
      int point = Character.toCodePoint((char) high, c);
      high = NONE;
      put(0xf0 | point >> 18);
      continued(point >> 12);
      continued(point >> 6);
      continued(point);
      return;
    }
    lone();
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else {
      encoded(Character.isLowSurrogate(c) ? REPLACEMENT : c);
    }
  }

  /** Replaces the first half of a pair whose second half did not come. */
  private void lone() {
    if (high != NONE) {
      high = NONE;
      encoded(REPLACEMENT);
    }
  }

  private void encoded(char c) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xc0 | c >> 6);
      continued(c);
    } else {
      put(0xe0 | c >> 12);
      continued(c >> 6);
      continued(c);
    }
  }

  private void continued(int bits) {
    put(0x80 | (bits & 0x3f));
  }

  private void put(int value) {
    reader.array[end++] = (byte) value;
  }
}
