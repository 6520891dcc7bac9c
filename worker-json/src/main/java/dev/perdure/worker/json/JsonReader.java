package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of one message, and nothing after the message's last brace. */
final class JsonReader extends JsonBytes {
  /** What the decoder of {@link String} puts in place of bytes that are not UTF-8. */
  static final char REPLACEMENT = '\ufffd';

  /** Longer numbers are not worth a fast path. */
  private static final int MAX_FAST_DIGITS = 9;

  private final int maxNesting;
  private int nesting;

  private JsonReader(WireInput in) {
    super(in);
    this.maxNesting = in.limits().maxNesting();
  }

  /**
   * Waits for the next message, after white space.
   *
   * @return null if the stream ends before one begins
   */
  static @Nullable JsonReader next(WireInput in) throws IOException {
    while (true) {
      byte[] array = in.array();
      int at = in.position();
      while (at < in.limit() && isSpace(array[at])) {
        at++;
      }
      in.position(at);
      if (at == in.limit()) {
        if (!in.fill()) {
          return null;
        }
      } else if (array[at] >= 0 || !JsonUnusual.skipByteOrderMark(in)) {
        return new JsonReader(in);
      }
    }
  }

  /** Begins an object or list. */
  void open(char bracket, String expected) throws IOException {
    if (peek() != bracket) {
      throw JsonMalformed.value(this, expected);
    }
    if (nesting == maxNesting) {
      throw JsonMalformed.nesting(this, nesting);
    }
    nesting++;
    position++;
  }

  /** Whether the object or list that was opened is empty; then this ends it. */
  boolean closes(char bracket) throws IOException {
    if (peek() != bracket) {
      return false;
    }
    nesting--;
    position++;
    return true;
  }

  /** Whether a comma follows; if not, this ends the object or list. */
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

  /** Reads the name of a member and the colon after it. */
  String name() throws IOException {
    if (peek() != '"') {
      throw JsonMalformed.syntax(this, "a name in double quotes");
    }
    position++;
    String name = restOfText();
    colon();
    return name;
  }

  /**
   * Checks the name of a member that has two, in camel case and in snake case.
   *
   * @param before the name under which the member came before, or null
   */
  String oneOf(@Nullable String before, String name) throws WorkerProtocolException {
    if (before != null && !before.equals(name)) {
      throw JsonMalformed.names(this, before);
    }
    return name;
  }

  void colon() throws IOException {
    if (peek() != ':') {
      throw JsonMalformed.syntax(this, "a colon");
    }
    position++;
  }

  /** Whether an object may be nested here. */
  boolean mayNest() {
    return nesting < maxNesting;
  }

  /** Whether null comes next, which stands for a default; if so, consumes it. */
  boolean isNull() throws IOException {
    if (peek() != 'n') {
      return false;
    }
    literal("null");
    return true;
  }

  /** Consumes the rest of a word that was recognised by its first letter. */
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
      // Anything but digits and an end is for the slow path, which starts again.
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

  /** Reads the text whose first quote was consumed; also consumes its last quote. */
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

  /** The text of these bytes, which have no escapes. */
  String decoded(int token, int end) throws WorkerProtocolException {
    if (token == end) {
      return "";
    }
    String text = new String(array, token, end - token, UTF_8);
    // This costs nothing for the usual text of one-byte characters, which can't contain this one.
    if (text.indexOf(REPLACEMENT) >= 0) {
      JsonUnusual.checkUtf8(this, offsetOf(token), token, end - token);
    }
    return text;
  }

  Digest digest() throws IOException {
    if (peek() != '"') {
      throw JsonMalformed.value(this, "bytes as base64 in double quotes");
    }
    position++;
    long offset = offset();
    byte[] bytes;
    int end = special(position);
    if (end < limit && array[end] == '"') {
      bytes = JsonBase64.anyForm(array, position, end);
      if (bytes == null) {
        decoded(position, end); // Bytes that are not UTF-8 are reported as that first, as below.
      }
      position = end + 1;
    } else {
      byte[] text = restOfText().getBytes(ISO_8859_1);
      bytes = JsonBase64.anyForm(text, 0, text.length);
    }
    if (bytes == null) {
      throw JsonMalformed.base64(this, offset);
    }
    return Digest.of(bytes);
  }
}
