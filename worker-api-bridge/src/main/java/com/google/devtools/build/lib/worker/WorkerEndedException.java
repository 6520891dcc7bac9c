package com.google.devtools.build.lib.worker;

import java.io.IOException;

/**
 * The worker ended for what the client sent, or did not read. Has no stack trace: it would say
 * nothing of that, and hide the message, of which a client shows the end of the log (F15).
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
