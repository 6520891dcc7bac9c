package dev.perdure.worker.maven;

import java.io.Serial;

/** The worker can't be packaged as the project asks. The message says why, and what to change. */
final class PackagingException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  PackagingException(String message) {
    super(message);
  }

  PackagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
