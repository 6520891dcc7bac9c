package dev.perdure.worker;

/**
 * Observes the requests of a worker. Must be thread-safe, and quick, because the request waits for
 * it. If a method throws, that is logged and changes nothing.
 *
 * <p>A request is the same object in all calls, so two requests with the same id can be told apart.
 * A request that was cancelled or replaced before it began is received but never started.
 */
public interface WorkerListener {
  /** A request, not a cancel, was read; called by the thread that read it. */
  default void received(WorkRequest request) {}

  /** Its work begins on the calling thread. A slot is always the same thread. */
  default void started(WorkRequest request) {}

  /**
   * Its work has stopped; called by the thread that worked.
   *
   * @param response what will be answered, unless a newer request has taken the id (F13)
   */
  default void finished(WorkRequest request, WorkResponse response) {}

  /**
   * A request was decoded; called by the thread that read it, before {@link #received}.
   *
   * @param bytes its length on the wire
   * @param nanos from its first byte to its last, including the time spent waiting for the client
   */
  default void decoded(WorkRequest request, long bytes, long nanos) {}

  /**
   * An answer was encoded; called by the thread that worked, or that read a cancel.
   *
   * @param bytes its length on the wire
   * @param nanos how long that took
   */
  default void encoded(WorkResponse response, long bytes, long nanos) {}

  /**
   * The worker collected garbage between requests, see {@link WorkerUpkeep}.
   *
   * @param nanos how long that took
   */
  default void collected(long nanos) {}

  /** The worker ends; called by the thread that serves, when no more work can begin. */
  default void ended(int exitCode) {}
}
