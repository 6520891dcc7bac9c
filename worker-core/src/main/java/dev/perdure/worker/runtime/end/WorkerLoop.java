package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.WorkerEnd;

/** Reads requests, lets the handler work on them, and writes the answers, until the worker ends. */
public interface WorkerLoop {
  /**
   * Serves the client on the calling thread; called once.
   *
   * @return why the worker ended; by then, running work has been told to stop, and was waited for,
   *     successfully or not
   */
  WorkerEnd serve();

  /** What {@link #quietCount()} returns while there are requests. */
  long BUSY = -1;

  /** What {@link #quietCount()} returns when the loop has ended. */
  long ENDED = -2;

  /**
   * How many requests have been in the loop, if none is there now: neither being received, nor
   * waiting, running or being answered.
   */
  long quietCount();

  /**
   * Ends the loop if {@link #quietCount()} is still {@code count}: in one step, so that no request
   * can come in between.
   *
   * @return false if there is a request, or has been one since then
   */
  boolean endIfQuiet(long count, WorkerEnd end);

  /**
   * Ends the loop; callable from any thread. No new work begins, and {@link #serve()} returns. The
   * first end counts.
   */
  void end(WorkerEnd end);
}
