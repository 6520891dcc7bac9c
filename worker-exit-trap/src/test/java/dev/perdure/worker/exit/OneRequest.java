package dev.perdure.worker.exit;

import dev.perdure.worker.ExitTrap;

/** Runs work as the only request of a worker. */
final class OneRequest {
  private OneRequest() {}

  /** The work of a tool, which fails as it likes. */
  @FunctionalInterface
  interface Work {
    void run() throws Throwable;
  }

  /** Returns the exit code that the request was answered with: 0 if the work came to its end. */
  static int exitCodeOf(Work work) {
    ExitTrap.STATUS.set(0);
    try {
      work.run();
    } catch (Throwable e) {
      if (!"trapped".equals(e.getMessage())) {
        throw new AssertionError(e);
      }
    }
    int status = ExitTrap.STATUS.get();
    ExitTrap.STATUS.remove();
    return status;
  }
}
