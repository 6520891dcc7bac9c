package dev.perdure.worker.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.contract.ChunkedStream;
import dev.perdure.worker.process.wire.Message;
import dev.perdure.worker.process.wire.MessageReader;
import dev.perdure.worker.process.wire.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a child sends is read as its protocol says: a field is {@code LENGTH:NAME=VALUE} and a
 * newline, a length of zero ends the message. What was read and is written again is the same
 * message.
 */
public final class ChildProtocolFuzzer {
  private static final int MAX_BYTES = 1 << 16;

  /** The rules once more, in another way: a length and its colon. */
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,10}):");

  private ChildProtocolFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    String expected = expected(data);
    for (int size : new int[] {1, 5, Math.max(1, data.length)}) {
      Findings.same(expected, read(data, size), "messages in pieces of " + size);
    }
  }

  /** The messages in their shortest form, and whether more bytes follow that are none. */
  private static String read(byte[] data, int size) throws IOException {
    MessageReader reader = new MessageReader(ChunkedStream.of(data, size), MAX_BYTES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (Message message = reader.read(); message != null; message = reader.read()) {
        String type = message.type();
        Findings.same(type, message.all("type").stream().findFirst().orElse(""), "type");
        bytes.writeBytes(MessageWriter.encode(message));
      }
    } catch (WorkerProtocolException e) {
      bytes.writeBytes("malformed".getBytes(ISO_8859_1));
    }
    return bytes.toString(ISO_8859_1);
  }

  private static String expected(byte[] data) {
    String rest = new String(data, ISO_8859_1);
    StringBuilder messages = new StringBuilder();
    while (!rest.isEmpty()) {
      int end = end(rest);
      if (end < 0) {
        return messages + "malformed";
      }
      messages.append(shortest(rest.substring(0, end)));
      rest = rest.substring(end);
    }
    return messages.toString();
  }

  /** Where the first message of {@code text} ends, or -1 if it begins with none. */
  private static int end(String text) {
    Matcher length = LENGTH.matcher(text);
    int at = 0;
    long room = MAX_BYTES;
    while (length.region(at, text.length()).lookingAt()) {
      long count = Long.parseLong(length.group(1));
      long end = length.end() + count;
      room -= count == 0 ? 0 : count + 64;
      if (room < 0 || end >= text.length() || text.charAt((int) end) != '\n') {
        return -1;
      }
      if (count == 0) {
        return (int) end + 1;
      }
      if (text.substring(length.end(), (int) end).indexOf('=') < 0) {
        return -1;
      }
      at = (int) end + 1;
    }
    return -1;
  }

  /** Without zeros before a length, and with names in UTF-8. */
  private static String shortest(String message) {
    StringBuilder shortest = new StringBuilder();
    Matcher length = LENGTH.matcher(message);
    int at = 0;
    while (length.region(at, message.length()).lookingAt()) {
      int count = Integer.parseInt(length.group(1));
      String field = message.substring(length.end(), length.end() + count);
      if (count == 0) {
        return shortest.append("0:\n").toString();
      }
      int equals = field.indexOf('=');
      String name =
          new String(
              field.substring(0, equals).getBytes(ISO_8859_1),
              java.nio.charset.StandardCharsets.UTF_8);
      String bytes =
          new String(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), ISO_8859_1)
              + field.substring(equals);
      shortest.append(bytes.length()).append(':').append(bytes).append('\n');
      at = length.end() + count + 1;
    }
    throw new AssertionError("no end in " + message);
  }
}
