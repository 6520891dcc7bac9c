package dev.perdure.worker.process;

import java.io.IOException;

/**
 * A request got no answer: no process could be started, or the one that had the request died, broke
 * the protocol or the rules of its sandbox, or took too long, or the pool was closed. The message
 * says which. If a process failed, it ends with the last lines that the process printed. Unless the
 * pool was closed, it goes on, and the next request gets another process.
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
