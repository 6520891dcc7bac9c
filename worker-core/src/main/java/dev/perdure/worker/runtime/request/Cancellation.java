package dev.perdure.worker.runtime.request;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.runtime.log.WorkerMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The token of one request. Thread-safe. */
public final class Cancellation implements CancellationToken {
  private final int requestId;
  private volatile boolean cancelled;

  /** The registered actions; null once the request was cancelled or answered. Guarded by this. */
  private @Nullable List<Action> actions;

  private boolean dropped;

  public Cancellation(int requestId) {
    this.requestId = requestId;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void throwIfCancelled() {
    if (cancelled) {
      throw new WorkCancelledException(WorkerMessage.REQUEST_CANCELLED.text(requestId));
    }
  }

  @Override
  public Registration onCancel(Runnable action) {
    Action registered = new Action(action);
    synchronized (this) {
      if (!cancelled) {
        if (!dropped) {
          if (actions == null) {
            actions = new ArrayList<>();
          }
          actions.add(registered);
        }
        return registered;
      }
    }
    action.run();
    return registered;
  }

  /**
   * Cancels, and returns the actions to run, in the order of their registration; none if this was
   * done before.
   */
  synchronized List<Action> cancel() {
    cancelled = true;
    List<Action> waiting = actions == null ? List.of() : actions;
    actions = null;
    return waiting;
  }

  /** Drops the actions because the request has been answered. */
  synchronized void drop() {
    dropped = true;
    actions = null;
  }

  private synchronized void forget(Action action) {
    if (actions != null) {
      actions.remove(action);
    }
  }

  /** A registered action; equal only to itself, so that one action can be registered twice. */
  final class Action implements Registration {
    private final Runnable body;

    private Action(Runnable body) {
      this.body = body;
    }

    void run() {
      body.run();
    }

    @Override
    public void close() {
      forget(this);
    }
  }
}
