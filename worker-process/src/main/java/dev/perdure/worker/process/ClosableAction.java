package dev.perdure.worker.process;

/**
 * An action that another thread may run until it is closed, and never while or after that: what it
 * does to a process must not hit the next request of that process. Thread-safe.
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

  /** Waits for the action if it runs. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
