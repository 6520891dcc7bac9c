package dev.perdure.worker.cache.remote;

import java.io.IOException;

/**
 * What the server sent is not what was asked for: it counts as a miss. It is not retried, since the
 * answer would be the same.
 */
final class CorruptEntryException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptEntryException(String message) {
    super(message);
  }
}
