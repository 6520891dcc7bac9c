package dev.perdure.worker.jobserver;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkCancelledException;
import java.util.ArrayList;
import java.util.List;

/** A cancellation that the test decides on. */
final class Cancel implements CancellationToken {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

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
