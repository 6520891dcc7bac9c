package dev.perdure.worker.runtime.arguments;

/**
 * Something in the request is wrong, such as a path or a flagfile. The message says everything, so
 * no stack trace is shown.
 */
public final class InvalidRequestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(String message) {
    super(message);
  }

  InvalidRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
