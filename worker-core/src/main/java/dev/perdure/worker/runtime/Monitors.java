package dev.perdure.worker.runtime;

import java.util.concurrent.TimeUnit;

/** Makes the worker's own threads wait, between requests. */
final class Monitors {
  private Monitors() {}

  /**
   * Waits for a notification of {@code lock}, which the caller holds; may return without one. An
   * interrupt is dropped: it can only be left over from work that has ended.
   */
  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  static void await(Object lock) {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      // Left over, see above.
    }
  }

  /**
   * Like {@link #await(Object)}, for at most {@code nanos} nanoseconds, which must be more than 0.
   */
  static void await(Object lock, long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(lock, nanos);
    } catch (InterruptedException e) {
      // Left over, see above.
    }
  }
}
