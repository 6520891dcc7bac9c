package dev.perdure.worker.process;

import java.io.IOException;

/**
 * A request has no answer of a process: none could be started, or the one that had it died, broke
 * the protocol or took too long. The message says which and ends with the process's last lines. The
 * pool lives on, and the next request gets another process.
 */
public final class ProcessFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** An exception that says what happened. */
  public ProcessFailedException(String message) {
    super(message);
  }

  /** An exception that says what happened, and why. */
  public ProcessFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
