package dev.perdure.worker.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Ends a worker between two requests, which a client does not notice (F20): once no request has
 * been in its loop for a moment, so that the last answer is read (F11). A worker that refuses
 * requests does not wait until no more come, only until its work has stopped.
 */
final class Retirement extends TimedStep {
  /** How long there must be no request. */
  private static final long LINGER_NANOS = 300_000_000;

  /** How often a worker that refuses requests waits for a moment without one. */
  private static final int MAX_REFUSING_WAITS = 5;

  private final WorkStopper stopper;
  private final WorkerLoop loop;

  /** What the loop had at the step before. */
  private long seen = WorkerLoop.BUSY;

  /** The steps since work was seen, of a worker that refuses requests. */
  private int refusing;

  private @Nullable WorkerEnd end;

  /** Made beforehand: its first step is due when {@link #begin} is called. */
  Retirement(WorkStopper stopper, WorkerLoop loop) {
    super(0);
    this.stopper = stopper;
    this.loop = loop;
  }

  void begin(WorkerEnd reason) {
    end = reason;
    again(0);
  }

  @Override
  boolean take() {
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
