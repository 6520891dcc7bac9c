package dev.perdure.worker.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the end of a worker process within its deadline: whatever hangs or fails on the way, the
 * process is halted. Its thread is started while the worker is idle, and needs nothing more then:
 * no memory, no class, no other thread.
 */
final class HaltDeadline extends Thread {
  /** Less than it takes to look for child processes. */
  private static final long LITTLE_BYTES = 256 << 10;

  /** After the deadline: another thread halts if this one is held up by what it does then. */
  private static final long GRACE_NANOS = 150_000_000;

  private volatile long deadline;
  private volatile int exitCode;
  private volatile boolean armed;

  private boolean hasThread;

  private HaltDeadline() {
    super(null, null, "perdure-halt", 0, false);
    setDaemon(true);
  }

  /** One that waits to be armed, on a thread of its own if there can be one. */
  static HaltDeadline started() {
    HaltDeadline halt = new HaltDeadline();
    try {
      halt.start();
      halt.hasThread = true;
    } catch (OutOfMemoryError e) {
      halt.hasThread =
          false; // The system gives no more threads: one that has ended its work halts.
    }
    return halt;
  }

  /** Where there is none, each try to get some takes the collector's time, again and again. */
  private static boolean hasMemory() {
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    return free > LITTLE_BYTES;
  }

  boolean hasThread() {
    return hasThread;
  }

  /**
   * Ends the process when all else fails: a main method that does not return, a shutdown hook that
   * hangs. The client would wait for ever. The first call counts.
   */
  void arm(int code) {
    synchronized (this) {
      if (!armed) {
        exitCode = code;
        deadline = System.nanoTime() + WorkerProcess.DEADLINE_NANOS;
        armed = true;
      }
    }
    LockSupport.unpark(this);
  }

  private void await(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  @Override
  public void run() {
    while (!armed) {
      LockSupport.park(this);
    }
    endAndHalt();
  }

  /**
   * Waits on the calling thread, which has nothing else to do, and halts the process; in its own
   * thread's place if it has none, else a little later than that should have.
   */
  void awaitAndHalt() {
    if (hasThread) {
      await(deadline + GRACE_NANOS);
      Runtime.getRuntime().halt(exitCode);
    } else {
      endAndHalt();
    }
  }

  private void endAndHalt() {
    try {
      await(deadline);
      if (hasMemory()) {
        ChildProcesses.end(); // Who else does that may not have come to it.
      }
    } finally {
      Runtime.getRuntime().halt(exitCode);
    }
  }
}
