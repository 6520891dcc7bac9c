package dev.perdure.worker;

/**
 * What the work of a request must hold while it runs, beside its slot: a share of something that
 * other workers and tools use, too, such as the machine's cores. Must be thread-safe.
 */
@FunctionalInterface
public interface WorkPermits {
  /**
   * Waits until the calling thread may work. What it throws fails its request, unless that was
   * cancelled meanwhile: then it is answered as cancelled.
   *
   * @param cancellation of the request that waits; whoever heeds it keeps no permit back
   * @return the permit, which is closed when the work and its child processes have stopped
   * @throws WorkCancelledException if {@code cancellation} came before a permit
   * @throws InterruptedException if the thread was interrupted before a permit came
   */
  Permit acquire(CancellationToken cancellation) throws InterruptedException;

  /** What one request holds. */
  @FunctionalInterface
  interface Permit extends AutoCloseable {
    /** Gives the permit back; without effect if that was done. What it throws is logged. */
    @Override
    void close();
  }
}
