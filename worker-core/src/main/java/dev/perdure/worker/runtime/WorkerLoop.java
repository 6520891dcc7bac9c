package dev.perdure.worker.runtime;

/** Reads requests, has them worked on, and writes the answers, until the worker ends. */
public interface WorkerLoop {
  /**
   * Serves the client on the calling thread; called once.
   *
   * @return why the worker ended; running work has been told to stop and was waited for, in vain or
   *     not
   */
  WorkerEnd serve();

  /** What {@link #quietCount()} returns while there are requests. */
  long BUSY = -1;

  /** What {@link #quietCount()} returns when the loop has ended. */
  long ENDED = -2;

  /**
   * How many requests have been in the loop, if none is there now: neither on its way in, nor
   * waiting, nor worked on, nor being answered.
   */
  long quietCount();

  /**
   * Ends the loop if {@link #quietCount()} is still {@code count}: in one step, so that no request
   * can come in between.
   *
   * @return false if there is a request, or was one since
   */
  boolean endIfQuiet(long count, WorkerEnd end);

  /** Ends the loop from any thread: no new work, {@link #serve()} returns. The first end counts. */
  void end(WorkerEnd end);
}
