package dev.perdure.worker.testing.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of JSON objects into the text of each, whether lines separate them or not. */
final class JsonObjectText {
  private JsonObjectText() {}

  /**
   * Returns the next object's text, or null if only white space is left.
   *
   * @throws ForeignBytesException if there is anything else between the objects, if an object is
   *     not UTF-8, or if the stream ends inside one
   */
  static @Nullable String next(ResponseStream in) throws ForeignBytesException {
    while (isWhiteSpace(in.peek())) {
      in.read();
    }
    in.beginMessage();
    int first = in.peek();
    if (first < 0) {
      return null;
    }
    if (first != '{') {
      throw in.foreign(
          String.format(Locale.ROOT, "expected the { of a WorkResponse (7b), came %02x", first));
    }
    byte[] bytes = readObject(in);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw in.foreign("the WorkResponse is not UTF-8: " + e.getMessage());
    }
  }

  private static byte[] readObject(ResponseStream in) throws ForeignBytesException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int depth = 0;
    boolean inString = false;
    boolean escaped = false;
    do {
      int b = in.read();
      if (b < 0) {
        throw in.cutShort();
      }
      bytes.write(b);
      if (bytes.size() > Wire.MESSAGE_BYTES) {
        throw in.foreign("a WorkResponse of more than " + Wire.MESSAGE_BYTES + " bytes");
      }
      if (inString) {
        inString = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else if (b == '"') {
        inString = true;
      } else if (b == '{') {
        depth++;
      } else if (b == '}') {
        depth--;
      }
    } while (depth > 0);
    return bytes.toByteArray();
  }

  private static boolean isWhiteSpace(int b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
