package dev.perdure.worker.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** The stack trace of what somebody else's code threw. */
public final class FailureTrace {
  private FailureTrace() {}

  /** The trace; a failure that can't even tell its message is named by its class. */
  public static String of(Throwable failure) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, UTF_8);
    try {
      failure.printStackTrace(out);
    } catch (Throwable e) { // getMessage and toString are the tool's own code.
      out.println(
          failure.getClass().getName() + ", whose trace fails with " + e.getClass().getName());
    }
    return bytes.toString(UTF_8);
  }

  /**
   * Prints it, in one piece that is made before: the tool's code must not run while the lock of
   * {@code out} is held, for which another thread of the tool may be waiting.
   */
  static void print(Throwable failure, PrintStream out) {
    out.print(of(failure));
  }
}
