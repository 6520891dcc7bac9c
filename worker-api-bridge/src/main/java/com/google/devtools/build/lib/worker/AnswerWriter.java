package com.google.devtools.build.lib.worker;

import java.io.PrintStream;
import java.io.Writer;

/**
 * Prints to the answer of a request without a buffer of its own, so that the text keeps its place
 * among what the request prints on System.out.
 */
final class AnswerWriter extends Writer {
  private final PrintStream out;

  AnswerWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(int character) {
    out.print((char) character);
  }

  @Override
  public void write(char[] text, int offset, int length) {
    out.print(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) {
    out.print(text.substring(offset, offset + length));
  }

  @Override
  public void flush() {
    out.flush();
  }

  /** The answer is not complete before the work has stopped. */
  @Override
  public void close() {
    flush();
  }
}
