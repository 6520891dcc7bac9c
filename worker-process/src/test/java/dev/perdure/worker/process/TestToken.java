package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkCancelledException;
import java.util.ArrayList;
import java.util.List;

/** A token that a test cancels. Thread-safe. */
final class TestToken implements CancellationToken {
  // Guarded by this.
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  /** A token that nobody cancels. */
  static CancellationToken never() {
    return new TestToken();
  }

  void cancel() {
    List<Runnable> waiting;
    synchronized (this) {
      cancelled = true;
      waiting = List.copyOf(actions);
      actions.clear();
    }
    waiting.forEach(Runnable::run);
  }

  /** Waits until somebody has something to do when it is cancelled. */
  synchronized void awaitAction() {
    try {
      while (actions.isEmpty()) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody listened to the token", e);
    }
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new WorkCancelledException("cancelled by the test");
    }
  }

  @Override
  public Registration onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        notifyAll();
        return () -> forget(action);
      }
    }
    action.run();
    return () -> {};
  }

  private synchronized void forget(Runnable action) {
    actions.remove(action);
  }
}
