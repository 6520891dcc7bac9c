package dev.perdure.worker;

import dev.perdure.worker.runtime.Nanos;
import java.time.Duration;

/**
 * How a worker behaves as one of many programs on a machine. A worker that is to end finishes what
 * it has, waits for a moment without requests, so that the client can start another one unseen
 * (F11, F20), and exits with code 0 and a line in its log.
 *
 * @param maxHeap the part of the maximal heap, above 0 and up to 1, that may be in use after a
 *     collection before the worker ends; 0 for any
 * @param maxResidentBytes how much memory the worker and its child processes may occupy before it
 *     ends, where /proc tells; 0 for any. Below the limit at which the client would kill it (F19)
 * @param collectAfterIdle the time without requests after which garbage is collected once; zero for
 *     never
 * @param collectAfterCpu the processor time after which garbage is collected behind the next
 *     request; zero for never
 * @param dumpStacksAfter the time after which the stacks of all threads are logged, once for each
 *     request that runs longer; zero for never
 * @param endWhenChanged whether the worker ends when a file that its code comes from comes as an
 *     input with another digest than at first: a multiplex worker can outlive a change of its own
 *     jar (F3). From that request on it refuses all, with exit code 1
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

  /** Nothing but the end when its own jar changes. */
  public static WorkerUpkeep defaults() {
    return new WorkerUpkeep(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, true);
  }

  /** With {@link #maxHeap()} changed. */
  public WorkerUpkeep withMaxHeap(double part) {
    return new WorkerUpkeep(
        part, maxResidentBytes, collectAfterIdle, collectAfterCpu, dumpStacksAfter, endWhenChanged);
  }

  /** With {@link #maxResidentBytes()} changed. */
  public WorkerUpkeep withMaxResidentBytes(long bytes) {
    return new WorkerUpkeep(
        maxHeap, bytes, collectAfterIdle, collectAfterCpu, dumpStacksAfter, endWhenChanged);
  }

  /** With {@link #collectAfterIdle()} changed. */
  public WorkerUpkeep withCollectAfterIdle(Duration time) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, time, collectAfterCpu, dumpStacksAfter, endWhenChanged);
  }

  /** With {@link #collectAfterCpu()} changed. */
  public WorkerUpkeep withCollectAfterCpu(Duration time) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, collectAfterIdle, time, dumpStacksAfter, endWhenChanged);
  }

  /** With {@link #dumpStacksAfter()} changed. */
  public WorkerUpkeep withDumpStacksAfter(Duration time) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, collectAfterIdle, collectAfterCpu, time, endWhenChanged);
  }

  /** With {@link #endWhenChanged()} changed. */
  public WorkerUpkeep withEndWhenChanged(boolean ends) {
    return new WorkerUpkeep(
        maxHeap, maxResidentBytes, collectAfterIdle, collectAfterCpu, dumpStacksAfter, ends);
  }
}
