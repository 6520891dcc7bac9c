package dev.perdure.worker.cache.remote.failure;

import java.io.IOException;

/**
 * What the server sent is not what was asked for: it counts as a miss. It is not retried, since the
 * answer would be the same.
 */
public final class CorruptEntryException extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptEntryException(String message) {
    super(message);
  }
}
