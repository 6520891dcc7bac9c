package dev.perdure.worker.process;

/**
 * An action that another thread may run until this is closed, but not after that. What it does to a
 * process must not affect the next request of that process. Thread-safe.
 */
final class ClosableAction implements Runnable, AutoCloseable {
  private final Runnable action;
  private boolean closed;

  ClosableAction(Runnable action) {
    this.action = action;
  }

  @Override
  public synchronized void run() {
    if (!closed) {
      action.run();
    }
  }

  /** Waits for the action if it is running. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
