package dev.perdure.worker.client;

/** Waits that an interrupt does not end, for what must be done: the thread is interrupted after. */
final class Uninterrupted {
  private Uninterrupted() {}

  /** A wait with a limit. */
  @FunctionalInterface
  interface Wait<T> {
    T run() throws InterruptedException;
  }

  /** Runs the wait; from the start again if the thread is interrupted meanwhile. */
  static <T> T run(Wait<T> wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.run();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
