package dev.perdure.worker.client;

/**
 * Thrown if a request gets no answer: its worker could not be started, ended, sent something that
 * is no answer, or took too long, or the client was closed. The message says which, with the exit
 * code and the last lines of the worker's standard error.
 */
public final class WorkerLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkerLostException(String message) {
    super(message);
  }

  WorkerLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
