package dev.perdure.worker.testing;

import java.io.IOException;

/** Bytes on the worker's standard output are no answer, or one that was cut short. */
final class ForeignBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean cutShort;

  ForeignBytesException(String message, boolean cutShort) {
    super(message);
    this.cutShort = cutShort;
  }

  /** True if the bytes were well so far, and the stream ended before the answer did. */
  boolean cutShort() {
    return cutShort;
  }
}
