package dev.perdure.worker.cache.remote;

import java.io.IOException;

/** The server answers with a status that is neither success nor a miss. */
final class StatusException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  StatusException(String method, String path, int status) {
    super(method + " of " + path + " was answered with status " + status);
    this.status = status;
  }

  /** Whether the same request may succeed later: overload, a restart, a proxy without a server. */
  boolean isPassing() {
    return switch (status) {
      case 408, 425, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /** Whether it is about this one file, and others may be taken: too large, not of its name. */
  boolean isOfContent() {
    return status == 400 || status == 409 || status == 413 || status == 422;
  }
}
