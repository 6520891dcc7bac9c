package dev.perdure.worker.runtime;

/** The user's flagfile is at fault; the message says all, a stack trace would say nothing. */
final class FlagfileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  FlagfileException(String message) {
    super(message);
  }
}
