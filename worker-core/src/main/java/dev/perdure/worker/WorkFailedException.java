package dev.perdure.worker;

import java.util.Objects;

/**
 * Thrown to end the work of a request that fails for a known reason. The answer has this
 * exception's exit code. Its text is what the work printed, then this exception's message, without
 * a stack trace. Any other exception is answered with its stack trace.
 */
public final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Creates a failure with exit code 1. */
  public WorkFailedException(String message) {
    this(1, message);
  }

  /**
   * Creates a failure.
   *
   * @param exitCode the exit code of the answer, or of the process in a one-shot run; not 0
   * @param message the message for the client's user
   * @throws IllegalArgumentException if the exit code is 0, which would be a success
   */
  public WorkFailedException(int exitCode, String message) {
    super(Objects.requireNonNull(message, "message"));
    if (exitCode == 0) {
      throw new IllegalArgumentException("exit code 0 is no failure");
    }
    this.exitCode = exitCode;
  }

  /** The exit code; not 0. */
  public int exitCode() {
    return exitCode;
  }
}
