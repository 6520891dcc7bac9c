package dev.perdure.worker.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** The stack trace of what somebody else's code threw. */
public final class FailureTrace {
  private FailureTrace() {}

  /** The trace, as {@link #print} prints it. */
  public static String of(Throwable failure) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    print(failure, new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

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
