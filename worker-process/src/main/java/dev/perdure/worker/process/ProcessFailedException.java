package dev.perdure.worker.process;

import java.io.IOException;

/**
 * No process answered a request: none could be started, or the one that had the request died, broke
 * the protocol or took too long. The message says which, and ends with the last lines that the
 * process printed. The pool goes on, and the next request gets another process.
 */
public final class ProcessFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message that says what happened. */
  public ProcessFailedException(String message) {
    super(message);
  }

  /** Creates an exception with a message that says what happened, and why. */
  public ProcessFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
