package com.google.devtools.build.lib.worker;

import dev.perdure.worker.runtime.request.RequestRun;
import java.io.PrintStream;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the answer of a request. It has no buffer, so the text keeps its order with the prints
 * to System.out. The PrintWriter that uses it locks.
 */
final class AnswerWriter extends Writer {
  private final RequestRun run;

  /** Created when first used: most requests print nothing. */
  private @Nullable PrintStream out;

  AnswerWriter(RequestRun run) {
    this.run = run;
  }

  private PrintStream out() {
    PrintStream stream = out;
    if (stream == null) {
      stream = run.out();
      out = stream;
    }
    return stream;
  }

  @Override
  public void write(int character) {
    out().print((char) character);
  }

  @Override
  public void write(char[] text, int offset, int length) {
    out().print(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) {
    out().print(text.substring(offset, offset + length));
  }

  /** Does nothing: there is no buffer. */
  @Override
  public void flush() {}

  /** Does nothing: the answer is complete when the work has stopped. */
  @Override
  public void close() {}
}
