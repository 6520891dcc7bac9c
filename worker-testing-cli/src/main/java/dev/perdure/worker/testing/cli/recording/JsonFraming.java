package dev.perdure.worker.testing.cli.recording;

import java.util.Arrays;
import java.util.Locale;

/** JSON objects, on separate lines or not. */
final class JsonFraming implements Framing {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private boolean begun;
  private int scanned;
  private int depth;
  private boolean inString;
  private boolean escaped;

  @Override
  public int separators(byte[] bytes, int from, int to) {
    int count = begun ? 0 : byteOrderMark(bytes, from, to);
    begun |= from < to;
    while (from + count < to && isWhiteSpace(bytes[from + count])) {
      count++;
    }
    return count;
  }

  /**
   * The length of a byte order mark, with which some programs begin a stream; 0 if there is none.
   */
  private static int byteOrderMark(byte[] bytes, int from, int to) {
    int end = from + BYTE_ORDER_MARK.length;
    return end <= to && Arrays.equals(bytes, from, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
        ? BYTE_ORDER_MARK.length
        : 0;
  }

  @Override
  public int length(byte[] bytes, int from, int to) throws MalformedException {
    if (scanned == 0 && from < to && bytes[from] != '{') {
      throw new MalformedException(
          RecordMessage.STREAM_JSON_START.text(
              String.format(Locale.ROOT, "%02x", bytes[from]), printable(bytes, from, to)));
    }
    for (int i = from + scanned; i < to; i++) {
      byte b = bytes[i];
      scanned++;
      if (inString) {
        inString = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else if (b == '"') {
        inString = true;
      } else if (b == '{') {
        depth++;
      } else if (b == '}' && --depth == 0) {
        int length = scanned;
        scanned = 0;
        return length;
      }
    }
    if (scanned > MESSAGE_BYTES) {
      throw new MalformedException(RecordMessage.STREAM_LENGTH.text(scanned, MESSAGE_BYTES));
    }
    return 0;
  }

  @Override
  public int header(byte[] bytes, int from) {
    return 0;
  }

  /**
   * The beginning of what came, in a form that people may recognise: mostly it is a line of text.
   */
  private static String printable(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = from; i < Math.min(to, from + 40) && bytes[i] != '\n'; i++) {
      text.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
    }
    return text.append('"').toString();
  }

  private static boolean isWhiteSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
