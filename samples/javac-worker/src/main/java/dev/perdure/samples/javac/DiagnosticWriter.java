package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Removes a prefix from every path that javac prints. The directory in which a sandboxed request
 * happens to run must not be in its diagnostics, since the same action may later run elsewhere.
 *
 * <p>It holds back the last line until that is complete, so that a prefix is never split. Not
 * thread-safe; javac prints from one thread.
 */
final class DiagnosticWriter extends Writer {
  private final Writer out;
  private final String prefix;
  private final StringBuilder line = new StringBuilder();

  /** Writes UTF-8 to {@code out}, which stays open; with an empty prefix, nothing is removed. */
  DiagnosticWriter(OutputStream out, String prefix) {
    this.out = new OutputStreamWriter(out, UTF_8);
    this.prefix = prefix;
  }

  /**
   * The writer for javac. It is flushed after each line, so that the order with other prints is
   * kept.
   */
  PrintWriter printer() {
    return new PrintWriter(this, true);
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    line.append(buffer, offset, length);
    int end = line.lastIndexOf("\n") + 1;
    if (end > 0) {
      out.write(strip(line.substring(0, end)));
      line.delete(0, end);
    }
  }

  private String strip(String text) {
    return prefix.isEmpty() ? text : text.replace(prefix, "");
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Writes what is left of the last line. */
  @Override
  public void close() throws IOException {
    out.write(strip(line.toString()));
    line.setLength(0);
    out.flush();
  }
}
