package dev.perdure.worker.multiplex;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds work back until the test lets it go, and tells the test that it has begun. */
final class Gate {
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore passes = new Semaphore(0);

  /** Called by the work: waits to be let go. */
  void pass() throws InterruptedException {
    arrived.release();
    if (!passes.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the gate was not opened");
    }
  }

  /** As {@link #pass()}, but deaf to interrupts. */
  void passStubbornly() {
    arrived.release();
    passes.acquireUninterruptibly();
  }

  /** Waits until {@code count} more have come. */
  void await(int count) throws InterruptedException {
    if (!arrived.tryAcquire(count, 10, TimeUnit.SECONDS)) {
      throw new AssertionError("less than " + count + " came to the gate");
    }
  }

  /** How many came that were not awaited. */
  int unseen() {
    return arrived.availablePermits();
  }

  void open(int count) {
    passes.release(count);
  }
}
