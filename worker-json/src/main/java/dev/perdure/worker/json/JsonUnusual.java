package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * Reads what messages may have, but those of today's clients don't: unknown members, booleans as
 * text, a byte order mark, and text that may not be UTF-8. A separate class, so that it is loaded
 * only when needed.
 */
final class JsonUnusual {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private JsonUnusual() {}

  /** Skips a byte order mark, with which some programs begin a stream; false if there is none. */
  static boolean skipByteOrderMark(WireInput in) throws IOException {
    if (in.offset(in.position()) != 0 || !in.require(BYTE_ORDER_MARK.length)) {
      return false;
    }
    int start = in.position();
    int end = start + BYTE_ORDER_MARK.length;
    if (!Arrays.equals(in.array(), start, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      return false;
    }
    in.position(end);
    return true;
  }

  /** Skips a value of any kind. */
  static void skip(JsonReader reader) throws IOException {
    // No recursion: the caller limits how deep a message may nest, not the size of the stack.
    char[] closing = new char[4];
    int open = 0;
    while (true) {
      byte first = reader.peek();
      if (first == '{' || first == '[') {
        char close = first == '{' ? '}' : ']';
        reader.open((char) first, "a value");
        if (!reader.closes(close)) {
          if (open == closing.length) {
            closing = Arrays.copyOf(closing, 2 * open);
          }
          closing[open++] = close;
          skipName(reader, close);
          continue;
        }
      } else {
        skipScalar(reader, first);
      }
      while (open > 0 && !reader.another(closing[open - 1])) {
        open--;
      }
      if (open == 0) {
        return;
      }
      skipName(reader, closing[open - 1]);
    }
  }

  private static void skipName(JsonReader reader, char close) throws IOException {
    if (close == '}') {
      reader.name();
    }
  }

  private static void skipScalar(JsonReader reader, byte first) throws IOException {
    switch (first) {
      case '"' -> reader.text();
      case 't' -> reader.literal("true");
      case 'f' -> reader.literal("false");
      case 'n' -> reader.literal("null");
      default -> JsonNumber.next(reader);
    }
  }

  /** Reads a boolean as text. */
  static boolean bool(JsonReader reader) throws IOException {
    long offset = reader.offset();
    if (reader.peek() == '"') {
      String text = reader.text();
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      throw JsonMalformed.text(reader, offset, "true or false", text);
    }
    throw JsonMalformed.value(reader, "true or false");
  }

  /**
   * Throws an exception if the bytes are not valid UTF-8.
   *
   * @param offset the offset in the stream of the text; the bytes are that text with its escapes
   *     replaced
   */
  static void checkUtf8(JsonReader reader, long offset, int start, int length)
      throws WorkerProtocolException {
    ByteBuffer bytes = ByteBuffer.wrap(reader.array, start, length);
    if (UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(length), true).isError()) {
      throw JsonMalformed.utf8(reader, offset, bytes.get());
    }
  }
}
