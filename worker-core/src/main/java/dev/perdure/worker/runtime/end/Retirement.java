package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.request.TimedStep;
import org.jspecify.annotations.Nullable;

/**
 * Ends a worker between two requests, which a client does not notice (F20). It waits until no
 * request has been in the loop for a moment, so that the client can read the last answer (F11). A
 * worker that refuses requests only waits until its work has stopped, not until no more requests
 * come.
 */
final class Retirement extends TimedStep {
  /** How long there must be no request before the worker ends. */
  private static final long LINGER_NANOS = 300_000_000;

  /** How many times a worker that refuses requests waits for a moment without one. */
  private static final int MAX_REFUSING_WAITS = 5;

  private final WorkStopper stopper;
  private final WorkerLoop loop;

  /** The loop's count at the previous step. */
  private long seen = WorkerLoop.BUSY;

  /** For a worker that refuses requests: the steps since it last had work. */
  private int refusing;

  private @Nullable WorkerEnd end;

  /** Created in advance: its first step is due when {@link #begin} is called. */
  Retirement(WorkStopper stopper, WorkerLoop loop) {
    super(0);
    this.stopper = stopper;
    this.loop = loop;
  }

  /** This step, due now. See {@link TimedStep} for the declared type. */
  TimedStep begin(WorkerEnd reason) {
    end = reason;
    again(0);
    return this;
  }

  @Override
  public boolean take() {
    WorkerEnd reason = end;
    if (reason == null) {
      return false;
    }
    long count = loop.quietCount();
    if (count == WorkerLoop.ENDED) {
      return false;
    }
    if (count != WorkerLoop.BUSY && count == seen && loop.endIfQuiet(count, reason)) {
      return false;
    }
    seen = count;
    refusing = stopper.isRefusing() && !stopper.isWorking() ? refusing + 1 : 0;
    if (refusing > MAX_REFUSING_WAITS) {
      loop.end(reason);
      return false;
    }
    again(LINGER_NANOS);
    return true;
  }
}
