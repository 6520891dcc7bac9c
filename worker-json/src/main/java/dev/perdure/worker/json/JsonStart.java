package dev.perdure.worker.json;

import dev.perdure.worker.codec.StreamStart;

/**
 * Tells whether the first bytes of a stream can be JSON objects, where two bytes can't tell: a
 * brace is also the length of a proto frame of 123 bytes, white space is the length of a shorter
 * one, and a byte order mark is the first byte of a longer one's length. Loaded only for such a
 * stream.
 */
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
  private final boolean blankFirst;
  private int at;

  /** StreamStart at the bytes of {@code array} from {@code from} up to {@code to}. */
  JsonStart(byte[] array, int from, int to) {
    this.array = array;
    this.at = from;
    this.to = to;
    this.blankFirst = JsonWorkerCodec.isWhiteSpace(array[from]);
  }

  StreamStart look() {
    if (at < to && array[at] == BYTE_ORDER_MARK) {
      at++;
      for (int i = 0; i < REST_OF_MARK.length && at < to; i++) {
        if (array[at++] != REST_OF_MARK[i]) {
          return StreamStart.IMPOSSIBLE;
        }
      }
    }
    skipWhiteSpace();
    if (at == to) {
      return StreamStart.POSSIBLE;
    }
    return array[at++] == '{' ? object() : StreamStart.IMPOSSIBLE;
  }

  /** What follows the first brace. */
  private StreamStart object() {
    skipWhiteSpace();
    if (at == to) {
      return StreamStart.POSSIBLE;
    }
    byte first = array[at++];
    if (first == '}') {
      return afterObject();
    }
    if (first != '"') {
      return StreamStart.IMPOSSIBLE;
    }
    int key = at;
    StreamStart text = text();
    if (text != StreamStart.COMPLETE) {
      return text;
    }
    boolean plain = isPlain(key, at - 1);
    skipWhiteSpace();
    if (at == to) {
      return StreamStart.POSSIBLE;
    }
    if (array[at++] != ':') {
      return StreamStart.IMPOSSIBLE;
    }
    skipWhiteSpace();
    if (at < to && VALUE_STARTS.indexOf(array[at]) < 0) {
      return StreamStart.IMPOSSIBLE;
    }
    StreamStart rest = members();
    // A frame looks like a key only if an argument begins with white space and a key. JSON is as
    // unusual as that only if white space comes before the brace.
    return rest == StreamStart.POSSIBLE && plain && !blankFirst ? StreamStart.CERTAIN : rest;
  }

  /** Moves on to the brace that ends the object. */
  private StreamStart members() {
    int open = 1;
    while (at < to) {
      byte b = array[at++];
      if (b == '"') {
        StreamStart text = text();
        if (text != StreamStart.COMPLETE) {
          return text;
        }
      } else if (b == '{' || b == '[') {
        open++;
      } else if (b == '}' || b == ']') {
        open--;
        if (open == 0) {
          return afterObject();
        }
      } else if (!JsonWorkerCodec.isWhiteSpace(b) && OUTSIDE_OF_TEXT.indexOf(b) < 0) {
        return StreamStart.IMPOSSIBLE;
      }
    }
    return StreamStart.POSSIBLE;
  }

  /** Moves on past the quotation mark that ends a text. */
  private StreamStart text() {
    while (at < to) {
      byte b = array[at++];
      if (b == '"') {
        return StreamStart.COMPLETE;
      }
      if (b >= 0 && b < ' ') {
        return StreamStart.IMPOSSIBLE;
      }
      if (b == '\\' && at < to) {
        at++;
      }
    }
    return StreamStart.POSSIBLE;
  }

  private StreamStart afterObject() {
    skipWhiteSpace();
    return at == to || array[at] == '{' ? StreamStart.COMPLETE : StreamStart.IMPOSSIBLE;
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
    while (at < to && JsonWorkerCodec.isWhiteSpace(array[at])) {
      at++;
    }
  }
}
