package dev.perdure.worker.testing.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A worker that was started, as a process or a thread. */
public interface RunningWorker {
  /** The stream that the worker reads as standard input. */
  OutputStream requests();

  /** The stream that the worker writes as standard output. */
  InputStream responses();

  /** What the worker writes to standard error. */
  WorkerLog log();

  /** True if the worker has ended. */
  boolean hasEnded();

  /** Waits for the end of the worker; false if it is still running at the deadline. */
  boolean awaitEnd(Deadline deadline) throws InterruptedException;

  /** The exit code of a worker that has ended. */
  int exitCode();

  /** Describes which worker it is and what it is doing, for a failure's message. */
  String describe();

  /**
   * The process id of the worker.
   *
   * @throws UnsupportedOperationException if it is a thread
   */
  long pid();

  /**
   * Kills the worker (SIGKILL), and returns at once.
   *
   * @throws UnsupportedOperationException if it is a thread
   */
  void kill();

  /**
   * Asks the worker to end (SIGTERM), and returns at once.
   *
   * @throws UnsupportedOperationException if it is a thread
   */
  void terminate();

  /**
   * Called before anything that may end the worker, because later its children can't be recognised.
   */
  void beforeEnd();

  /**
   * What the worker left behind, one line each. Threads and processes that are about to end have
   * until the deadline.
   */
  List<String> leftovers(Deadline deadline) throws InterruptedException;

  /** Ends the worker and what it left behind by force, as far as possible. */
  void destroy(Deadline deadline) throws InterruptedException;
}
