package dev.perdure.worker.runtime;

import dev.perdure.worker.CancelSteps;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How work is stopped before its time, because the client cancelled it or because the worker ends.
 * It never answers: that is done where the work stops. Thread-safe.
 */
public final class WorkStopper {
  /** How cancelled work is stopped; null for the usual way. */
  private final @Nullable CancelSteps steps;

  private final WorkerLog log;
  private final boolean ownsProcess;

  /**
   * @param steps how cancelled work is stopped; null for the usual way
   * @param log where work that does not stop is named
   * @param ownsProcess whether all child processes of this one are the worker's, and end with it
   */
  WorkStopper(@Nullable CancelSteps steps, WorkerLog log, boolean ownsProcess) {
    this.steps = steps;
    this.log = log;
    this.ownsProcess = ownsProcess;
  }

  /** Starts to stop cancelled work, and returns at once. */
  public void cancel(RequestRun run) {
    CancelSequence.start(run, steps == null ? CancelSteps.defaults() : steps);
  }

  /** Stops what still runs when the worker ends; returns when it has stopped or time is up. */
  public void end(Collection<RequestRun> runs) {
    ShutdownSequence.run(
        runs,
        log,
        steps == null || steps.interrupts(),
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
