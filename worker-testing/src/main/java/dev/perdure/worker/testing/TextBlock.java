package dev.perdure.worker.testing;

import java.util.stream.Collectors;

/** Text inside a failure's message, with a bar before each line, so that white space is visible. */
final class TextBlock {
  private TextBlock() {}

  static String of(String text) {
    String lines = text.lines().map(line -> "  |" + line).collect(Collectors.joining("\n"));
    boolean open = !text.isEmpty() && !text.endsWith("\n");
    return (text.isEmpty() ? "  |" : lines) + (open ? "  (no newline at the end)" : "");
  }
}
