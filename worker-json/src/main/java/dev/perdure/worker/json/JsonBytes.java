package dev.perdure.worker.json;

import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one message, read where they lie in the input's array; only the token that is being
 * read must fit in it. What is above them extends it instead of holding it, which spares a step for
 * every byte.
 */
abstract sealed class JsonBytes permits JsonReader {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long BACKSLASHES = ONES * '\\';
  private static final long BEHIND_QUOTES = ONES * ('"' + 1);

  /** Where in the message reading is, for what is said about malformed ones. */
  final JsonPath path = new JsonPath();

  /** What was read from the stream: the message's bytes are those from position to limit. */
  byte[] array;

  int position;
  int limit;

  private final WireInput in;
  private final long start;
  private ByteBuffer words;

  /** The message that begins at the position of {@code in}. */
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

  /** Ends the message, behind its last brace. */
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
   * Waits for more bytes, keeping those from {@code token} on. Array, position and limit are new.
   *
   * @return by how much bytes moved to the front
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

  /** The place in the stream of the byte that is read next. */
  long offset() {
    return offsetOf(position);
  }

  /** The place in the stream of the byte at {@code index}. */
  long offsetOf(int index) {
    return in.offset(index);
  }

  /** The first byte of the next token, which is not consumed. */
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

  /** The next byte, white space or not, which is not consumed. */
  byte current() throws IOException {
    if (position == limit) {
      more(position);
    }
    return array[position];
  }

  /** The array as words, the first byte lowest. */
  ByteBuffer words() {
    return words;
  }

  /**
   * The index of the first quote, backslash or control character from {@code from} on, or limit.
   */
  int special(int from) {
    return special(array, words, from, limit);
  }

  /** The same; what it takes as parameters, it need not look up again for each word. */
  static int special(byte[] array, ByteBuffer words, int from, int limit) {
    int at = from;
    // Eight bytes at a time: a byte's high bit is set where it is a backslash, or below '#': quote,
    // control character, '!' or space. Borrows make mistakes only above the first hit, and the
    // first is all that counts.
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
