package dev.perdure.worker.runtime;

import java.util.concurrent.TimeUnit;

/** Waits of the worker's own threads, between requests. */
final class Monitors {
  private Monitors() {}

  /**
   * Waits for a notification of {@code lock}, which the caller holds; may return without one. An
   * interrupt is dropped: nobody interrupts these threads but work that has ended.
   */
  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  static void await(Object lock) {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      // Left over, see above.
    }
  }

  /** As {@link #await(Object)}, for {@code nanos} nanoseconds at most, more than 0. */
  static void await(Object lock, long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(lock, nanos);
    } catch (InterruptedException e) {
      // Left over, see above.
    }
  }
}
