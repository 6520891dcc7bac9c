package dev.perdure.worker.runtime;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A print stream, in UTF-8, whose close only flushes: a tool that closes what it prints to, as with
 * a writer around it, must not silence what comes behind, its own stack trace for one.
 */
final class UnclosedPrintStream extends PrintStream {
  UnclosedPrintStream(OutputStream out, boolean autoFlush) {
    super(out, autoFlush, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    flush();
  }
}
