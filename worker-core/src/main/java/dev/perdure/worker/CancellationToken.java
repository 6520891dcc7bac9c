package dev.perdure.worker;

/** Tells the work of one request that nobody waits for it any more. Thread-safe. */
public interface CancellationToken {
  /** True from the moment at which the client cancelled the request, or the worker is ending. */
  boolean isCancelled();

  /**
   * Ends the work here if it was cancelled.
   *
   * @throws WorkCancelledException if {@link #isCancelled()}
   */
  void throwIfCancelled();

  /**
   * Runs {@code action} once when the request is cancelled: at once, on the calling thread, if it
   * already is, else on a thread of the worker. An action must be short; what it throws is logged.
   * Actions are dropped when the request is answered.
   *
   * @return a registration to close when the action is no longer wanted
   */
  Registration onCancel(Runnable action);

  /** An action that waits for a cancellation. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    /** Forgets the action; without effect if it has run. */
    @Override
    void close();
  }
}
