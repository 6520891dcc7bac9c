package dev.perdure.worker.runtime.output;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A print stream, in UTF-8, whose close method only flushes. If a tool closes the stream, for
 * example by a writer around it, what is printed later, such as the tool's own stack trace, must
 * not get lost.
 */
public final class UnclosedPrintStream extends PrintStream {
  public UnclosedPrintStream(OutputStream out, boolean autoFlush) {
    super(out, autoFlush, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    flush();
  }
}
