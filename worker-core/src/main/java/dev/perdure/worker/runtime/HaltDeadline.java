package dev.perdure.worker.runtime;

import java.util.concurrent.locks.LockSupport;

/** Keeps the end of a worker process within its deadline. Loaded only at the end. */
final class HaltDeadline implements Runnable {
  private final long deadline;
  private final int exitCode;

  private HaltDeadline(long deadline, int exitCode) {
    this.deadline = deadline;
    this.exitCode = exitCode;
  }

  /**
   * Ends the process when all else fails: a main method that does not return, a shutdown hook that
   * hangs. The client would wait for ever.
   */
  static void haltLater(WorkerEnd end) {
    long deadline = end.since() + WorkerProcess.DEADLINE_NANOS;
    Thread thread = new Thread(new HaltDeadline(deadline, end.exitCode()), "perdure-halt");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    long left = deadline - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(this, left);
      left = deadline - System.nanoTime();
    }
    try {
      ChildProcesses.end(); // Who else does that may not have come to it.
    } finally {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** Waits until the worker has ended what runs, for as long as {@link #haltLater} lets it. */
  static void awaitFinished(WorkerProcess worker) {
    synchronized (worker) {
      try {
        while (!worker.isFinished()) {
          worker.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // The JVM ends anyway.
      }
    }
  }
}
