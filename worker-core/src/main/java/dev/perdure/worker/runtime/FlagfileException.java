package dev.perdure.worker.runtime;

/**
 * Something is wrong with the user's flagfile. The message says everything, so no stack trace is
 * shown.
 */
final class FlagfileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  FlagfileException(String message) {
    super(message);
  }
}
