package dev.perdure.worker.testing.wire;

import java.io.IOException;

/** Bytes on the worker's standard output are not an answer, or only a part of one. */
public final class ForeignBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean cutShort;

  ForeignBytesException(String message, boolean cutShort) {
    super(message);
    this.cutShort = cutShort;
  }

  /** Whether the bytes were correct so far, and the stream ended inside the answer. */
  public boolean cutShort() {
    return cutShort;
  }
}
