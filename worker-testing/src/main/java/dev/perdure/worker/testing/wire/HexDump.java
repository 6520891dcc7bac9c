package dev.perdure.worker.testing.wire;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Prints bytes for people: 16 per line, with their offset, in hexadecimal and as printable ASCII.
 */
public final class HexDump {
  private static final int LINE_BYTES = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private HexDump() {}

  /** The lines for some bytes, of which the first has that offset in its stream. */
  public static String of(byte[] bytes, long offset) {
    StringBuilder dump = new StringBuilder();
    for (int line = 0; line < bytes.length; line += LINE_BYTES) {
      int end = Math.min(bytes.length, line + LINE_BYTES);
      String hex = HEX.formatHex(bytes, line, end);
      StringBuilder text = new StringBuilder();
      for (int i = line; i < end; i++) {
        text.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
      }
      dump.append(
          String.format(
              Locale.ROOT, "%s%8d  %-48s |%s|", line == 0 ? "" : "\n", offset + line, hex, text));
    }
    return dump.toString();
  }
}
