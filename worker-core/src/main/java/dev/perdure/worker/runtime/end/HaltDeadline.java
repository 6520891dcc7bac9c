package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.system.ChildProcesses;
import java.util.concurrent.locks.LockSupport;

/**
 * Halts a worker process that has not ended by its deadline, whatever hangs or fails. Its thread is
 * started while the worker is well. After that it needs no memory, no new class and no other
 * thread.
 */
public final class HaltDeadline extends Thread {
  /**
   * The longest time from the end of the client to the exit of this process (F18). A JVM that exits
   * waits another 0.3 s for threads that are inside a read, as after SIGTERM while the input is
   * open (JDK, vmOperations.cpp). A JVM writes a class archive or AOT cache when it exits, which
   * takes seconds: whoever starts a worker for that sets the property.
   */
  public static final long DEADLINE_NANOS =
      Boolean.getBoolean("perdure.archiving") ? 300_000_000_000L : 650_000_000;

  /** Less than a search for child processes needs. */
  private static final long LITTLE_BYTES = 256 << 10;

  /** How long after the deadline another thread halts, in case this one is delayed. */
  private static final long GRACE_NANOS = 150_000_000;

  private volatile long deadline;
  private volatile int exitCode;
  private volatile boolean armed;

  private boolean hasThread;

  private HaltDeadline() {
    super(null, null, "perdure-halt", 0, false);
    setDaemon(true);
  }

  /** Creates one that waits to be armed, on its own thread if that can be started. */
  static HaltDeadline started() {
    HaltDeadline halt = new HaltDeadline();
    try {
      halt.start();
      halt.hasThread = true;
    } catch (OutOfMemoryError e) {
      halt.hasThread = false; // No thread can be started; another one halts later.
    }
    return halt;
  }

  /**
   * Whether there is memory. Without it, each attempt to allocate runs the garbage collector again.
   */
  private static boolean hasMemory() {
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    return free > LITTLE_BYTES;
  }

  boolean hasThread() {
    return hasThread;
  }

  /**
   * Starts the time after which the process is halted. Otherwise the client would wait forever for
   * a main method that does not return or a shutdown hook that hangs. The first call counts.
   */
  void arm(int code) {
    synchronized (this) {
      if (!armed) {
        exitCode = code;
        deadline = System.nanoTime() + DEADLINE_NANOS;
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
   * Waits on the calling thread, which has nothing else to do, and halts the process: at the
   * deadline if this has no thread of its own, otherwise a little later, in case that thread has
   * not.
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
        ChildProcesses.end(); // The thread that normally does this may not have come to it.
      }
    } finally {
      Runtime.getRuntime().halt(exitCode);
    }
  }
}
