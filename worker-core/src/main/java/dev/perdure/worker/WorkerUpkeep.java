package dev.perdure.worker;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;

/**
 * How a worker behaves as one of many programs on a machine. A worker that ends by one of these
 * settings first finishes the requests that it has. Then it waits until no request has come for a
 * moment, so that the client can start another worker unnoticed (F11, F20), and exits with code 0
 * and a line in its log.
 *
 * @param maxHeap the fraction of the maximum heap, above 0 and up to 1, that may be in use after a
 *     collection; if more is in use, the worker ends; 0 for no limit
 * @param maxResidentBytes how many bytes of memory the worker and its child processes may occupy,
 *     if /proc tells; if they occupy more, the worker ends; 0 for no limit. Choose less than the
 *     limit at which the client would kill the worker (F19)
 * @param collectAfterIdle the time without requests after which garbage is collected once; zero for
 *     never
 * @param collectAfterCpu how much processor time may be used between two collections; when it is
 *     used up, garbage is collected after the next request; zero for never
 * @param dumpStacksAfter the time after which the stacks of all threads are logged, once for each
 *     request that runs longer; zero for never
 * @param endWhenChanged whether the worker ends when a file of its own code comes as an input with
 *     another digest than at first, since a multiplex worker can outlive a change of its own jar
 *     (F3). It then refuses this request and all later ones with exit code 1. It also ends after
 *     work that failed, if such a file was written again or deleted since the start
 */
public record WorkerUpkeep(
    double maxHeap,
    long maxResidentBytes,
    Duration collectAfterIdle,
    Duration collectAfterCpu,
    Duration dumpStacksAfter,
    boolean endWhenChanged) {
  public WorkerUpkeep {
    if (!(maxHeap >= 0 && maxHeap <= 1)) {
      throw new IllegalArgumentException("max heap is " + maxHeap);
    }
    if (maxResidentBytes < 0) {
      throw new IllegalArgumentException("max resident bytes is " + maxResidentBytes);
    }
    Nanos.requireNotNegative("the idle time before a collection", collectAfterIdle);
    Nanos.requireNotNegative("the processor time before a collection", collectAfterCpu);
    Nanos.requireNotNegative("the time before a stack dump", dumpStacksAfter);
  }

  /** The worker ends only when its own jar changes. */
  public static WorkerUpkeep defaults() {
    return new WorkerUpkeep(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, true);
  }

  /** A copy with another {@link #maxHeap()}. */
  public WorkerUpkeep withMaxHeap(double part) {
    return new WorkerUpkeep(
        part, maxResidentBytes, collectAfterIdle, collectAfterCpu, dumpStacksAfter, endWhenChanged);
  }

  /** A copy with another {@link #maxResidentBytes()}. */
  public WorkerUpkeep withMaxResidentBytes(long bytes) {
    return new WorkerUpkeep(
        maxHeap, bytes, collectAfterIdle, collectAfterCpu, dumpStacksAfter, endWhenChanged);
  }

  /** A copy with another {@link #collectAfterIdle()}. */
  public WorkerUpkeep withCollectAfterIdle(Duration time) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, time, collectAfterCpu, dumpStacksAfter, endWhenChanged);
  }

  /** A copy with another {@link #collectAfterCpu()}. */
  public WorkerUpkeep withCollectAfterCpu(Duration time) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, collectAfterIdle, time, dumpStacksAfter, endWhenChanged);
  }

  /** A copy with another {@link #dumpStacksAfter()}. */
  public WorkerUpkeep withDumpStacksAfter(Duration time) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, collectAfterIdle, collectAfterCpu, time, endWhenChanged);
  }

  /** A copy with another {@link #endWhenChanged()}. */
  public WorkerUpkeep withEndWhenChanged(boolean ends) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, collectAfterIdle, collectAfterCpu, dumpStacksAfter, ends);
  }
}
