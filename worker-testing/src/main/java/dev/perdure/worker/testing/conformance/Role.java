package dev.perdure.worker.testing.conformance;

import java.util.Locale;

/** What a request in a worker's file is good for. */
enum Role {
  /** Any ordinary action that succeeds; the only one that every file must have. */
  WORK,
  /** Prints {@code {text}} on standard output. */
  PRINT,
  /** Prints {@code {text}} on standard error. */
  PRINT_ERROR,
  /** Fails: by a throw, an exit, a stack overflow, or what else the tool may do. */
  FAIL,
  /** Ends with exit code {@code {code}}. */
  EXIT,
  /** Takes ten seconds or more, unless it is cancelled. */
  SLOW,
  /**
   * Takes about two seconds, or until the file that it started with is gone; heeds no cancel, and
   * then writes an output.
   */
  STUBBORN,
  /** Prints {@code {bytes}} bytes. */
  LARGE,
  /** Prints the digests of its inputs, as text. */
  DIGESTS;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
