package com.google.devtools.build.lib.worker;

import dev.perdure.worker.runtime.RequestRun;
import java.io.PrintStream;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Prints to the answer of a request without a buffer of its own, so that the text keeps its place
 * among what the request prints on System.out. Used under the lock of the PrintWriter around it.
 */
final class AnswerWriter extends Writer {
  private final RequestRun run;

  /** Made when first needed: most requests print nothing. */
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

  /** Has nothing to do: what is printed is in the answer. */
  @Override
  public void flush() {}

  /** Has nothing to do: the answer is complete when the work has stopped. */
  @Override
  public void close() {}
}
