package dev.perdure.worker;

/**
 * Gives out what the work of a request must hold while it runs, besides its slot: a share of
 * something that other workers and tools also use, such as the machine's cores. Must be
 * thread-safe.
 */
@FunctionalInterface
public interface WorkPermits {
  /**
   * Waits until the calling thread may work. If this throws, the request fails, unless it was
   * cancelled meanwhile: then it is answered as cancelled.
   *
   * @param cancellation the token of the waiting request; an implementation that gives up because
   *     of it must not keep a permit
   * @return the permit, which the worker closes when the work and its child processes have stopped
   * @throws WorkCancelledException if the request was cancelled before it got a permit
   * @throws InterruptedException if the thread was interrupted before a permit came
   */
  Permit acquire(CancellationToken cancellation) throws InterruptedException;

  /** The permit that one request holds. */
  @FunctionalInterface
  interface Permit extends AutoCloseable {
    /**
     * Gives the permit back; has no effect if that was done before. If this throws, that is logged.
     */
    @Override
    void close();
  }
}
