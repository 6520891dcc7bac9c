package dev.perdure.worker.json;

import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one message, read in place in the input's array; only the token that is being read
 * must fit in it. The reader extends this class instead of having a field of it, which saves a step
 * for every byte.
 */
abstract sealed class JsonBytes permits JsonReader {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long BACKSLASHES = ONES * '\\';
  private static final long BEHIND_QUOTES = ONES * ('"' + 1);

  /** The current place in the message, for errors about malformed ones. */
  final JsonPath path = new JsonPath();

  /** The bytes that were read from the stream; those of the message are from position to limit. */
  byte[] array;

  int position;
  int limit;

  private final WireInput in;
  private final long start;
  private ByteBuffer words;

  /** Reads the message that begins at the position of {@code in}. */
  JsonBytes(WireInput in) {
    this.in = in;
    this.start = in.offset(in.position());
    this.array = in.array();
    this.words = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    this.position = in.position();
    this.limit = in.limit();
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Ends the message after its last brace. */
  void end() throws WorkerProtocolException {
    in.position(position);
    if (in.offset(position) - start > in.limits().maxMessageBytes()) {
      throw overLimit();
    }
  }

  private WorkerProtocolException overLimit() {
    return JsonMalformed.lengthOverLimit(path, start, in.limits().maxMessageBytes());
  }

  /**
   * Waits for more bytes, keeping those from {@code token} on. Array, position and limit change.
   *
   * @return by how much the bytes moved to the front
   */
  int more(int token) throws IOException {
    if (in.offset(limit) - start >= in.limits().maxMessageBytes()) {
      throw overLimit();
    }
    in.position(token);
    boolean came = in.fill();
    int moved = token - in.position();
    position -= moved;
    limit = in.limit();
    array = in.array();
    words = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    if (!came) {
      throw JsonMalformed.truncated(path, in.offset(limit));
    }
    return moved;
  }

  /** The offset in the stream of the byte that is read next. */
  long offset() {
    return offsetOf(position);
  }

  /** The offset in the stream of the byte at {@code index}. */
  long offsetOf(int index) {
    return in.offset(index);
  }

  /** Returns the first byte of the next token without consuming it. */
  byte peek() throws IOException {
    while (true) {
      while (position < limit) {
        byte b = array[position];
        if (!isSpace(b)) {
          return b;
        }
        position++;
      }
      more(position);
    }
  }

  /** Returns the next byte, white space or not, without consuming it. */
  byte current() throws IOException {
    if (position == limit) {
      more(position);
    }
    return array[position];
  }

  /** The array as little-endian words. */
  ByteBuffer words() {
    return words;
  }

  /**
   * The index of the first quote, backslash or control character from {@code from} on, or limit.
   */
  int special(int from) {
    return special(array, words, from, limit);
  }

  /**
   * Like {@link #special(int)}. It takes parameters so that no field is read again for each word.
   */
  static int special(byte[] array, ByteBuffer words, int from, int limit) {
    int at = from;
    // Eight bytes at a time. The high bit of a byte becomes set if it is a backslash or below '#':
    // a quote, a control character, '!' or a space. Borrows cause errors only above the first hit,
    // and only the first one counts.
    while (at <= limit - Long.BYTES) {
      long word = words.getLong(at);
      long backslash = word ^ BACKSLASHES;
      long hits =
          (((word - BEHIND_QUOTES) & ~word) | ((backslash - ONES) & ~backslash)) & HIGH_BITS;
      if (hits == 0) {
        at += Long.BYTES;
      } else {
        at += Long.numberOfTrailingZeros(hits) >>> 3;
        if (array[at] != ' ' && array[at] != '!') {
          return at;
        }
        at++;
      }
    }
    for (; at < limit; at++) {
      byte b = array[at];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        return at;
      }
    }
    return limit;
  }
}
