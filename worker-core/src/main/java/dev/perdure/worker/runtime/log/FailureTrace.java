package dev.perdure.worker.runtime.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** The stack trace of a failure in somebody else's code. */
public final class FailureTrace {
  private FailureTrace() {}

  /** The trace; if the failure throws when asked for its message, just the name of its class. */
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
   * Prints the trace in one piece. The text is made beforehand, because the tool's code must not
   * run while the lock of {@code out} is held: another thread of the tool may be waiting for that
   * lock.
   */
  public static void print(Throwable failure, PrintStream out) {
    out.print(of(failure));
  }
}
