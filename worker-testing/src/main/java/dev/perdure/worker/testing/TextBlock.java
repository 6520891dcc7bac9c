package dev.perdure.worker.testing;

import java.util.stream.Collectors;

/** Text within a failure's message: each line after a bar, so that white space can be seen. */
final class TextBlock {
  private TextBlock() {}

  static String of(String text) {
    String lines = text.lines().map(line -> "  |" + line).collect(Collectors.joining("\n"));
    boolean open = !text.isEmpty() && !text.endsWith("\n");
    return (text.isEmpty() ? "  |" : lines) + (open ? "  (no newline at the end)" : "");
  }
}
