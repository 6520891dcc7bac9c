package dev.perdure.worker.runtime;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How work is stopped before its time, because the client cancelled it or because the worker ends.
 * It never answers: that is done where the work stops. Thread-safe.
 */
public final class Stopping {
  /** When to take the next step against cancelled work; null for the usual times. */
  private final @Nullable CancelDeadlines deadlines;

  private final WorkerLog log;
  private final boolean ownsProcess;

  /**
   * @param deadlines when to take the next step against cancelled work; null for the usual times
   * @param log where work that does not stop is named
   * @param ownsProcess whether all child processes of this one are the worker's, and end with it
   */
  Stopping(@Nullable CancelDeadlines deadlines, WorkerLog log, boolean ownsProcess) {
    this.deadlines = deadlines;
    this.log = log;
    this.ownsProcess = ownsProcess;
  }

  /** Starts to stop cancelled work, and returns at once. */
  public void cancel(RequestRun run) {
    Escalation.start(run, deadlines == null ? CancelDeadlines.defaults() : deadlines);
  }

  /** Stops what still runs when the worker ends; returns when it has stopped or time is up. */
  public void end(Collection<RequestRun> runs) {
    LastOrders.give(
        runs,
        log,
        new Runnable() {
          @Override
          public void run() {
            endChildren();
          }
        });
  }

  /** Ends all child processes if they are the worker's. */
  void endChildren() {
    if (ownsProcess) {
      ChildProcesses.end();
    }
  }
}
