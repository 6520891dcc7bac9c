package dev.perdure.samples.guide;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerListener;
import java.util.concurrent.atomic.LongAccumulator;

/** Knows how long the slowest request took so far. */
// #region listener
public final class SlowRequests implements WorkerListener {
  // Both calls come from the thread that works on the request.
  private final ThreadLocal<Long> started = ThreadLocal.withInitial(System::nanoTime);
  private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

  @Override
  public void started(WorkRequest request) {
    started.set(System.nanoTime());
  }

  @Override
  public void finished(WorkRequest request, WorkResponse response) {
    slowest.accumulate(System.nanoTime() - started.get());
  }

  /** The time in nanoseconds; 0 before the first request. */
  public long slowest() {
    return slowest.get();
  }
}
// #endregion listener
