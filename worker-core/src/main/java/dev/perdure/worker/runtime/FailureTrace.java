package dev.perdure.worker.runtime;

import java.io.PrintStream;

/** The stack trace of what a handler threw. */
final class FailureTrace {
  private FailureTrace() {}

  /** Prints it; a failure that can't even tell its message is named by its class. */
  static void print(Throwable failure, PrintStream out) {
    try {
      failure.printStackTrace(out);
    } catch (Throwable e) { // getMessage and toString are the tool's own code.
      out.println(
          failure.getClass().getName() + ", whose trace fails with " + e.getClass().getName());
    }
  }
}
