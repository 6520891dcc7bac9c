package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.TimedStep;
import dev.perdure.worker.runtime.request.WorkSlot;
import java.util.List;

/**
 * Ends a worker process whose heap stays full. A tool that keeps what it allocates, and catches
 * each {@code OutOfMemoryError}, would otherwise run for ever: no cancel stops it, and even SIGTERM
 * can be lost, since the JVM needs memory to handle a signal. Made in advance.
 */
final class FullHeapWatch extends TimedStep {
  private static final long PAUSE_NANOS = 1_000_000_000;

  /** As much as it takes to start a thread. */
  private static final int PROBE_BYTES = 16 << 10;

  /** How many probes fail one after another before the worker ends: a tool may yet free memory. */
  private static final int MAX_FAILED = 5;

  private final WorkStopper stopper;
  private final WorkerEnd end;

  private final List<WorkSlot> slots = WorkSlot.all();
  private int failed;

  FullHeapWatch(WorkStopper stopper) {
    super(System.nanoTime() + PAUSE_NANOS);
    this.stopper = stopper;
    end = WorkerEnd.failed(WorkerMessage.HEAP_STAYS_FULL.text());
  }

  @Override
  public boolean take() {
    failed = isFull() ? failed + 1 : 0;
    if (failed < MAX_FAILED) {
      again(PAUSE_NANOS);
      return true;
    }
    stopper.memoryRanOut();
    stopper.end(end); // First, since a client that does not read would block this thread.
    answerAll();
    // At once: while the tool fights for memory, the rest of the end can take too long.
    stopper.tell(end);
    return false;
  }

  private static boolean isFull() {
    try {
      return new byte[PROBE_BYTES].length == 0;
    } catch (OutOfMemoryError e) {
      return true;
    }
  }

  /** Answers what runs, as far as that is possible. */
  private void answerAll() {
    try {
      for (int i = 0; i < slots.size(); i++) { // An iterator would need memory.
        WorkSlot slot = slots.get(i);
        RequestRun run = slot.running();
        if (run != null) {
          slot.answerWithoutMemory(run);
        }
      }
    } catch (OutOfMemoryError | IndexOutOfBoundsException e) {
      // The log tells why the worker has ended.
    }
  }
}
