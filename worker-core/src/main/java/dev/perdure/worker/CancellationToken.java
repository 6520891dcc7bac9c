package dev.perdure.worker;

/** Tells the work of one request that nobody is waiting for it any more. Thread-safe. */
public interface CancellationToken {
  /** True once the client has cancelled the request or the worker has begun to end. */
  boolean isCancelled();

  /**
   * Ends the work by an exception if it was cancelled.
   *
   * @throws WorkCancelledException if {@link #isCancelled()}
   */
  void throwIfCancelled();

  /**
   * Runs {@code action} once when the request is cancelled, on a thread of the worker. If the
   * request is already cancelled, runs it at once on the calling thread. An action must be short.
   * If it throws, that is logged. Actions are dropped when the request is answered.
   *
   * @return a registration to close when the action is no longer wanted
   */
  Registration onCancel(Runnable action);

  /** A registered action. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    /** Removes the action; has no effect if it has already run. */
    @Override
    void close();
  }
}
