package dev.perdure.worker.runtime;

import dev.perdure.worker.runtime.AmbiguousStart.Looks;

/** Tells whether the first bytes of a stream can be JSON objects. */
final class JsonStart {
  /** The first byte of U+FEFF in UTF-8; some programs begin every text with that character. */
  static final byte BYTE_ORDER_MARK = (byte) 0xef;

  private static final byte[] REST_OF_MARK = {(byte) 0xbb, (byte) 0xbf};

  /** What a value can begin with. */
  private static final String VALUE_STARTS = "\"{[-0123456789tfn";

  /** What numbers, words and separators are made of. */
  private static final String OUTSIDE_OF_TEXT = ",:+-.0123456789eEtrufalsn";

  private final byte[] array;
  private final int to;
  private int at;

  /** Looks at the bytes of {@code array} from {@code from} up to {@code to}. */
  JsonStart(byte[] array, int from, int to) {
    this.array = array;
    this.at = from;
    this.to = to;
  }

  Looks look() {
    if (at < to && array[at] == BYTE_ORDER_MARK) {
      at++;
      for (int i = 0; i < REST_OF_MARK.length && at < to; i++) {
        if (array[at++] != REST_OF_MARK[i]) {
          return Looks.IMPOSSIBLE;
        }
      }
    }
    skipWhiteSpace();
    if (at == to) {
      return Looks.POSSIBLE;
    }
    return array[at++] == '{' ? object() : Looks.IMPOSSIBLE;
  }

  /** What follows the first brace. */
  private Looks object() {
    skipWhiteSpace();
    if (at == to) {
      return Looks.POSSIBLE;
    }
    byte first = array[at++];
    if (first == '}') {
      return afterObject();
    }
    if (first != '"') {
      return Looks.IMPOSSIBLE;
    }
    int key = at;
    Looks text = text();
    if (text != Looks.WHOLE) {
      return text;
    }
    boolean plain = isPlain(key, at - 1);
    skipWhiteSpace();
    if (at == to) {
      return Looks.POSSIBLE;
    }
    if (array[at++] != ':') {
      return Looks.IMPOSSIBLE;
    }
    skipWhiteSpace();
    if (at < to && VALUE_STARTS.indexOf(array[at]) < 0) {
      return Looks.IMPOSSIBLE;
    }
    Looks rest = members();
    return rest == Looks.POSSIBLE && plain ? Looks.KEY : rest;
  }

  /** Moves on to the brace that ends the object. */
  private Looks members() {
    int open = 1;
    while (at < to) {
      byte b = array[at++];
      if (b == '"') {
        Looks text = text();
        if (text != Looks.WHOLE) {
          return text;
        }
      } else if (b == '{' || b == '[') {
        open++;
      } else if (b == '}' || b == ']') {
        open--;
        if (open == 0) {
          return afterObject();
        }
      } else if (!ProtocolDetector.isWhiteSpace(b) && OUTSIDE_OF_TEXT.indexOf(b) < 0) {
        return Looks.IMPOSSIBLE;
      }
    }
    return Looks.POSSIBLE;
  }

  /** Moves on past the quotation mark that ends a text. */
  private Looks text() {
    while (at < to) {
      byte b = array[at++];
      if (b == '"') {
        return Looks.WHOLE;
      }
      if (b >= 0 && b < ' ') {
        return Looks.IMPOSSIBLE;
      }
      if (b == '\\' && at < to) {
        at++;
      }
    }
    return Looks.POSSIBLE;
  }

  private Looks afterObject() {
    skipWhiteSpace();
    return at == to || array[at] == '{' ? Looks.WHOLE : Looks.IMPOSSIBLE;
  }

  /** Whether a key consists of usual characters. */
  private boolean isPlain(int from, int end) {
    for (int i = from; i < end; i++) {
      int c = array[i];
      if (c != '_' && c != '-' && (c < 0 || !Character.isLetterOrDigit(c))) {
        return false;
      }
    }
    return from < end;
  }

  private void skipWhiteSpace() {
    while (at < to && ProtocolDetector.isWhiteSpace(array[at])) {
      at++;
    }
  }
}
