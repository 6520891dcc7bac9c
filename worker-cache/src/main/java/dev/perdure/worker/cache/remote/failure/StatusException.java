package dev.perdure.worker.cache.remote.failure;

import java.io.IOException;

/** The server has answered with a status that means neither success nor a miss. */
public final class StatusException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public StatusException(String method, String path, int status) {
    super(method + " of " + path + " was answered with status " + status);
    this.status = status;
  }

  /** Whether the same request may succeed later: overload, a restart, a proxy without a server. */
  public boolean isPassing() {
    return switch (status) {
      case 408, 425, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /**
   * Whether the server only refuses this one file, and may accept others: it is too large, or does
   * not match its name.
   */
  public boolean isOfContent() {
    return status == 400 || status == 409 || status == 413 || status == 422;
  }
}
