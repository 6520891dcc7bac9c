package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one message, read where they lie in the input's array; only the token that is being
 * read must fit in it. Reads nothing behind the message's last brace.
 */
final class JsonReader {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  /** What the decoder of {@link String} puts in place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  /** Longer digits are not worth a fast way. */
  private static final int MAX_FAST_DIGITS = 9;

  /** Where in the message reading is, for what is said about malformed ones. */
  final JsonPath path = new JsonPath();

  private final WireInput in;
  private final long start;
  private int nesting;

  private byte[] array;
  private ByteBuffer words;
  private int position;
  private int limit;
  private byte @Nullable [] scratch;

  private JsonReader(WireInput in) {
    this.in = in;
    this.start = in.offset(in.position());
    this.array = in.array();
    this.words = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    this.position = in.position();
    this.limit = in.limit();
  }

  /**
   * Waits for the next message, behind white space.
   *
   * @return null if the stream ends before one begins
   */
  static @Nullable JsonReader next(WireInput in) throws IOException {
    while (true) {
      byte[] array = in.array();
      for (int at = in.position(); at < in.limit(); at++) {
        if (!isSpace(array[at])) {
          in.position(at);
          return new JsonReader(in);
        }
      }
      in.position(in.limit());
      if (!in.fill()) {
        return null;
      }
    }
  }

  private static boolean isSpace(byte b) {
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
    if (array != in.array()) {
      array = in.array();
      words = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
    if (!came) {
      throw JsonMalformed.truncated(path, in.offset(limit));
    }
    return moved;
  }

  byte[] array() {
    return array;
  }

  int position() {
    return position;
  }

  void position(int position) {
    this.position = position;
  }

  int limit() {
    return limit;
  }

  /** Room for {@code size} bytes, always of the same size and the same array in one message. */
  byte[] scratch(int size) {
    byte[] room = scratch;
    if (room == null) {
      room = new byte[size];
      scratch = room;
    }
    return room;
  }

  /** The place in the stream of the byte that is read next. */
  long offset() {
    return in.offset(position);
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

  /** Begins an object or list. */
  void open(char bracket, String expected) throws IOException {
    if (peek() != bracket) {
      throw JsonMalformed.value(this, expected);
    }
    if (nesting == in.limits().maxNesting()) {
      throw JsonMalformed.nesting(this, nesting);
    }
    nesting++;
    position++;
  }

  /** True if the object or list that was opened is empty; it is ended then. */
  boolean closes(char bracket) throws IOException {
    if (peek() != bracket) {
      return false;
    }
    nesting--;
    position++;
    return true;
  }

  /** True if a comma follows; if not, the object or list is ended. */
  boolean another(char bracket) throws IOException {
    byte b = peek();
    if (b != ',' && b != bracket) {
      throw JsonMalformed.separator(this, bracket);
    }
    position++;
    if (b == ',') {
      return true;
    }
    nesting--;
    return false;
  }

  /** The name of a member, with the colon behind it. */
  String name() throws IOException {
    if (peek() != '"') {
      throw JsonMalformed.syntax(this, "a name in double quotes");
    }
    position++;
    String name = restOfText();
    colon();
    return name;
  }

  void colon() throws IOException {
    if (peek() != ':') {
      throw JsonMalformed.syntax(this, "a colon");
    }
    position++;
  }

  /**
   * Consumes the next eight bytes if they are these, the first one lowest, and all at hand. False
   * says nothing: a way around the usual one, not instead of it.
   */
  boolean skips(long word) {
    if (limit - position < Long.BYTES || words.getLong(position) != word) {
      return false;
    }
    position += Long.BYTES;
    return true;
  }

  /** True if null came, which stands for a default, and is consumed. */
  boolean isNull() throws IOException {
    if (peek() != 'n') {
      return false;
    }
    literal("null");
    return true;
  }

  /** Consumes the rest of a word that the first letter has told. */
  void literal(String word) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      if (current() != word.charAt(i)) {
        throw JsonMalformed.syntax(this, word);
      }
      position++;
    }
  }

  boolean bool() throws IOException {
    return switch (peek()) {
      case 't' -> {
        literal("true");
        yield true;
      }
      case 'f' -> {
        literal("false");
        yield false;
      }
      default -> JsonUnusual.bool(this);
    };
  }

  int int32() throws IOException {
    byte first = peek();
    if (first >= '0' && first <= '9') {
      int token = position;
      int value = 0;
      int at = token;
      while (at < limit && at - token <= MAX_FAST_DIGITS && array[at] >= '0' && array[at] <= '9') {
        value = 10 * value + array[at++] - '0';
      }
      // Anything else than digits and an end is for the slow way, which starts afresh.
      if (at < limit
          && at - token <= MAX_FAST_DIGITS
          && (first != '0' || at == token + 1)
          && (array[at] == ',' || array[at] == '}')) {
        position = at;
        return value;
      }
    }
    return JsonNumber.int32(this);
  }

  String text() throws IOException {
    if (peek() != '"') {
      throw JsonMalformed.value(this, "text in double quotes");
    }
    position++;
    return restOfText();
  }

  /** The text whose first quote was consumed; its last quote is consumed, too. */
  String restOfText() throws IOException {
    int token = position;
    while (true) {
      int end = special(position);
      if (end < limit) {
        byte b = array[end];
        position = end;
        if (b == '"') {
          position++;
          return decoded(token, end);
        }
        if (b == '\\') {
          return JsonEscapes.restOfText(this, token);
        }
        throw JsonMalformed.syntax(this, "control characters to be escaped");
      }
      position = limit;
      token -= more(token);
    }
  }

  /** The text of these bytes, in which nothing is escaped. */
  String decoded(int token, int end) throws WorkerProtocolException {
    if (token == end) {
      return "";
    }
    String text = new String(array, token, end - token, UTF_8);
    // Costs nothing for the usual text of one-byte characters, which can't hold this one.
    if (text.indexOf(REPLACEMENT) >= 0) {
      JsonUnusual.checkUtf8(this, in.offset(token), token, end - token);
    }
    return text;
  }

  /**
   * The index of the first quote, backslash or control character from {@code from} on, or limit.
   */
  int special(int from) {
    int at = from;
    // Eight bytes at a time: a byte's high bit is set where it is one of the three. Borrows make
    // mistakes only above the first hit, and the first is all that counts.
    for (; at <= limit - Long.BYTES; at += Long.BYTES) {
      long word = words.getLong(at);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      long hits =
          ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - SPACES) & ~word);
      hits &= HIGH_BITS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
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

  Digest digest() throws IOException {
    if (peek() != '"') {
      throw JsonMalformed.value(this, "bytes as base64 in double quotes");
    }
    position++;
    return JsonBase64.restOfDigest(this);
  }
}
