package dev.perdure.worker.json;

import dev.perdure.worker.WorkerProtocolException;
import java.io.IOException;
import java.util.Locale;

/**
 * Every way in which bytes can fail to be a message, with its text. Offsets count from the start of
 * the stream.
 */
final class JsonMalformed {
  private static final String SYNTAX = "json-syntax";
  private static final String TYPE = "json-type";
  private static final int SHOWN_CHARACTERS = 40;

  private JsonMalformed() {}

  static WorkerProtocolException truncated(JsonPath path, long offset) {
    return at("json-truncated", path, offset, "the rest of the message", "the end of the stream");
  }

  static WorkerProtocolException lengthOverLimit(JsonPath path, long start, int limit) {
    return at(
        "json-length-limit",
        path,
        start,
        "a message of at most " + limit + " bytes",
        "a longer one");
  }

  static WorkerProtocolException nesting(JsonReader reader, int limit) {
    return at(
        "json-nesting",
        reader.path,
        reader.offset(),
        "objects and lists at most " + limit + " deep",
        "the start of a deeper one");
  }

  /** The next bytes are not the expected part of the grammar. */
  static WorkerProtocolException syntax(JsonReader reader, String expected) throws IOException {
    return at(SYNTAX, reader.path, reader.offset(), expected, shown(reader.current()));
  }

  static WorkerProtocolException separator(JsonReader reader, char bracket) throws IOException {
    return syntax(reader, "',' or '" + bracket + "'");
  }

  /** The next value is of another kind, or there is none. */
  static WorkerProtocolException value(JsonReader reader, String expected) throws IOException {
    byte b = reader.peek();
    String kind =
        switch (b) {
          case '{' -> "an object";
          case '[' -> "a list";
          case '"' -> "text";
          case 't', 'f' -> "true or false";
          case 'n' -> "null";
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
          default -> "";
        };
    return kind.isEmpty()
        ? at(SYNTAX, reader.path, reader.offset(), expected, shown(b))
        : at(TYPE, reader.path, reader.offset(), expected, kind);
  }

  /** The text does not represent a value of the expected kind. */
  static WorkerProtocolException text(
      JsonReader reader, long offset, String expected, String text) {
    return at(TYPE, reader.path, offset, expected, "the text \"" + shortened(text) + '"');
  }

  /** A member came under both of its names, so it is not clear which is meant. */
  static WorkerProtocolException names(JsonReader reader, String before) {
    return at(
        "json-names", reader.path, reader.offset(), "one name for a member", before + ", too");
  }

  static WorkerProtocolException number(JsonReader reader, long offset, String text) {
    return at(SYNTAX, reader.path, offset, "a number", shortened(text));
  }

  static WorkerProtocolException range(JsonReader reader, long offset, String text) {
    return at("json-range", reader.path, offset, "an integer of at most 32 bits", shortened(text));
  }

  static WorkerProtocolException base64(JsonReader reader, long offset) {
    return at(TYPE, reader.path, offset, "bytes as base64", "other text");
  }

  static WorkerProtocolException utf8(JsonReader reader, long offset, byte came) {
    return at(
        "json-utf8",
        reader.path,
        offset,
        "text in UTF-8",
        String.format(Locale.ROOT, "byte 0x%02x in it", came));
  }

  private static String shown(byte b) {
    return b > ' ' && b < 0x7f
        ? "'" + (char) b + "'"
        : String.format(Locale.ROOT, "byte 0x%02x", b);
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private static WorkerProtocolException at(
      String id, JsonPath path, long offset, String expected, String came) {
    return new WorkerProtocolException(id, path + ", byte " + offset, expected, came);
  }
}
