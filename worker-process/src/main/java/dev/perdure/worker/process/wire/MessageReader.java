package dev.perdure.worker.process.wire;

import dev.perdure.worker.WorkerProtocolException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages from a stream. The memory of a message is bounded. Memory is allocated for what
 * arrives, never for what a length claims. Not thread-safe.
 */
public final class MessageReader {
  /** About how many bytes an empty field takes in memory. */
  private static final int FIELD_COST = 64;

  private static final int MAX_DIGITS = 10;

  private final InputStream in;
  private final long maxBytes;
  private long offset;

  /**
   * Reads from {@code in}, which nobody else may use.
   *
   * @param maxBytes how many bytes of memory one message may take
   */
  public MessageReader(InputStream in, long maxBytes) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.maxBytes = maxBytes;
  }

  /**
   * The next message, or null at the end of the stream.
   *
   * @throws WorkerProtocolException if the bytes are not a message, or if it is truncated or too
   *     long; then the stream can't be read any further
   */
  public @Nullable Message read() throws IOException {
    int first = next();
    if (first < 0) {
      return null;
    }
    Message message = new Message();
    long room = maxBytes;
    int length = length(first);
    while (length > 0) {
      room -= (long) length + FIELD_COST;
      if (room < 0) {
        throw malformed("too-long", "a message of at most " + maxBytes + " bytes", "more");
      }
      message.add(field(length));
      length = length(next());
    }
    newline();
    return message;
  }

  /** Reads a length, of which the digit {@code first} has been read, and the colon after it. */
  private int length(int first) throws IOException {
    long length = 0;
    int digits = 0;
    for (int c = first; c != ':' || digits == 0; c = next()) {
      if (c < '0' || c > '9' || ++digits > MAX_DIGITS) {
        throw malformed("length", "a decimal length and a colon", shown(c));
      }
      length = 10 * length + (c - '0');
    }
    if (length > Integer.MAX_VALUE) {
      throw malformed("too-long", "a message of at most " + maxBytes + " bytes", "more");
    }
    return (int) length;
  }

  private Message.Field field(int length) throws IOException {
    byte[] bytes = in.readNBytes(length); // This allocates as it reads.
    offset += bytes.length;
    if (bytes.length < length) {
      throw malformed("truncated", length + " bytes of a field", "the end after " + bytes.length);
    }
    newline();
    int equals = 0;
    while (equals < length && bytes[equals] != '=') {
      equals++;
    }
    if (equals == length) {
      throw malformed("name", "NAME=VALUE", "a field of " + length + " bytes without =");
    }
    byte[] value = new byte[length - equals - 1];
    System.arraycopy(bytes, equals + 1, value, 0, value.length);
    return new Message.Field(new String(bytes, 0, equals, StandardCharsets.UTF_8), value);
  }

  private void newline() throws IOException {
    int c = next();
    if (c != '\n') {
      throw malformed("newline", "a newline after a field", shown(c));
    }
  }

  private int next() throws IOException {
    int c = in.read();
    if (c >= 0) {
      offset++;
    }
    return c;
  }

  private WorkerProtocolException malformed(String kind, String expected, String came) {
    return new WorkerProtocolException("child-" + kind, "byte " + offset, expected, came);
  }

  private static String shown(int c) {
    if (c < 0) {
      return "the end";
    }
    return c > ' ' && c <= '~' ? "'" + (char) c + "'" : String.format(Locale.ROOT, "0x%02x", c);
  }
}
