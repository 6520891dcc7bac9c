package dev.perdure.worker.runtime.system;

import java.util.concurrent.TimeUnit;

/** Makes the worker's own threads wait, between requests. */
public final class Monitors {
  private Monitors() {}

  /**
   * Waits for a notification of {@code lock}, which the caller holds; may return without one. An
   * interrupt is dropped: it can only be left over from work that has ended.
   */
  @SuppressWarnings("WaitNotInLoop") // The caller loops.
  public static void await(Object lock) {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      // Left over, see above.
    }
  }

  /**
   * Like {@link #await(Object)}, for at most {@code nanos} nanoseconds, which must be more than 0.
   */
  public static void await(Object lock, long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(lock, nanos);
    } catch (InterruptedException e) {
      // Left over, see above.
    }
  }
}
