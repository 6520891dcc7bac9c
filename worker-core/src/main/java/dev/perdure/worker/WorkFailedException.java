package dev.perdure.worker;

import java.util.Objects;

/**
 * Ends the work of a request that failed for a known reason. The answer has this exit code and what
 * was printed, then this message and nothing else. Any other exception is answered with its stack
 * trace.
 */
public final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** A failure with exit code 1. */
  public WorkFailedException(String message) {
    this(1, message);
  }

  /**
   * A failure.
   *
   * @param exitCode of the answer, and of the process in a one-shot run; not 0
   * @param message what the client's user reads
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
