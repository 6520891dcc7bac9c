package dev.perdure.worker.testing.conformance.worker;

import java.util.Locale;

/** What a request in a worker's file is used for. */
public enum Role {
  /** Any ordinary action that succeeds; the only role that every file must have. */
  WORK,
  /**
   * Prints {@code {text}} on standard output: a tool that prints nothing else may repeat it in a
   * warning or an error. The first such request gets texts of any length.
   */
  PRINT,
  /** Prints {@code {text}} on standard error. */
  PRINT_ERROR,
  /** Fails, by an exception, an exit, a stack overflow or whatever else the tool may do. */
  FAIL,
  /** Ends with exit code {@code {code}}. */
  EXIT,
  /** Takes ten seconds or more, unless it is cancelled. */
  SLOW,
  /**
   * Ignores cancels, takes a few seconds or until its start file is gone, and then writes an
   * output.
   */
  STUBBORN,
  /** Prints {@code {bytes}} bytes. */
  LARGE,
  /** Prints the digests of its inputs, as text. */
  DIGESTS,
  /** Has a result that depends on an input with the content {@code {text}}, always at one path. */
  CHANGED;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
