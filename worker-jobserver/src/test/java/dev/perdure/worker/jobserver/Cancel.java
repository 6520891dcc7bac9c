package dev.perdure.worker.jobserver;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A cancellation that the test decides on. */
final class Cancel implements CancellationToken {
  private final List<Runnable> actions = new ArrayList<>();
  private final CountDownLatch registered = new CountDownLatch(1);
  private boolean cancelled;

  /** Waits until somebody wants to be told, so that it waits for something by now. */
  void awaitRegistered() throws InterruptedException {
    if (!registered.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody waits");
    }
  }

  void cancel() {
    List<Runnable> now;
    synchronized (this) {
      cancelled = true;
      now = List.copyOf(actions);
      actions.clear();
    }
    now.forEach(Runnable::run);
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new WorkCancelledException("cancelled");
    }
  }

  @Override
  public Registration onCancel(Runnable action) {
    registered.countDown();
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return () -> remove(action);
      }
    }
    action.run();
    return () -> {};
  }

  private synchronized void remove(Runnable action) {
    actions.remove(action);
  }
}
