package dev.perdure.worker.testing;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A worker that was started, wherever it runs. */
sealed interface RunningWorker permits WorkerProcess, WorkerThread {
  /** What the worker reads as standard input. */
  OutputStream requests();

  /** What the worker writes to standard output. */
  InputStream responses();

  /** What the worker writes to standard error. */
  WorkerLog log();

  /** True if the worker has ended. */
  boolean hasEnded();

  /** Waits for the end of the worker; false if it runs on at the deadline. */
  boolean awaitEnd(Deadline deadline) throws InterruptedException;

  /** The exit code of a worker that ended. */
  int exitCode();

  /** Which worker it is and what it is doing, for a failure's message. */
  String describe();

  /** See {@link WorkerHarness#pid()}. */
  long pid();

  /** See {@link WorkerHarness#kill()}. */
  void kill();

  /** See {@link WorkerHarness#terminate()}. */
  void terminate();

  /** Called before anything that may end the worker: later its children can't be told any more. */
  void beforeEnd();

  /**
   * What the worker left behind, a line each; what is just about to end is given until the deadline
   * to do so.
   */
  List<String> leftovers(Deadline deadline) throws InterruptedException;

  /** Ends the worker and what it left behind by force, as far as that can be done. */
  void destroy(Deadline deadline) throws InterruptedException;
}
