package com.google.devtools.build.lib.worker;

import java.io.IOException;

/**
 * The worker ended because of what the client sent or did not read. It has no stack trace: the
 * cause is not in the code, and a client shows only the end of the log (F15).
 */
final class WorkerEndedException extends IOException {
  private static final long serialVersionUID = 1L;

  WorkerEndedException(String message) {
    super(message);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
