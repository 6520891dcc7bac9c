package dev.perdure.worker.runtime.request;

import dev.perdure.worker.runtime.log.WorkerEnd;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A place in a worker at which requests run, one after another. Thread-safe, except for methods
 * that only the slot's thread calls.
 */
public abstract class WorkSlot {
  /** The slots of all workers in this process that have worked and have not ended. */
  private static final List<WorkSlot> ALL = new CopyOnWriteArrayList<>();

  /** Whether this is in the list of slots. Used by the slot's thread only. */
  private boolean listed;

  /** The request whose work runs, or null. Written by the slot's thread. */
  private volatile @Nullable RequestRun running;

  /** The slots of all workers in this process that have worked and have not ended. */
  public static List<WorkSlot> all() {
    return ALL;
  }

  /** The request whose work runs in this slot, or null. */
  public final @Nullable RequestRun running() {
    return running;
  }

  /** Notes that the work of {@code run} begins; called by the slot's thread. */
  protected final void begins(RequestRun run) {
    if (!listed) {
      listed = true;
      ALL.add(this);
    }
    running = run;
  }

  /** Notes that no work runs; called by the slot's thread. */
  protected final void stopped() {
    running = null;
  }

  /** Notes that this slot works no more; called by the slot's thread. */
  protected final void leave() {
    ALL.remove(this);
  }

  /**
   * Answers a request whose work does not stop although it has called System.exit or was cancelled.
   */
  public abstract void answerForWork(RequestRun run);

  /** Answers a request whose work has left no memory, by what was encoded before it began. */
  public abstract void answerWithoutMemory(RequestRun run);

  /** Ends the worker, whose slot can't be used any more. */
  public abstract void endWorker(WorkerEnd end);
}
