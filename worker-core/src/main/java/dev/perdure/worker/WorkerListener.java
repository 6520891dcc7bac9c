package dev.perdure.worker;

/**
 * Is told what happens to the requests of a worker. Must be thread-safe, and quick: the request
 * waits for it. What it throws is logged and changes nothing.
 *
 * <p>A request is the same object in all calls, which tells two of one id apart. One that was
 * cancelled or replaced before it began is received and never started.
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
   * @param nanos from its first byte to its last, waiting for the client included
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

  /** The worker ends; called by the thread that serves, when no work is begun any more. */
  default void ended(int exitCode) {}
}
