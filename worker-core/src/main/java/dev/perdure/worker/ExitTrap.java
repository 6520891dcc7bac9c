package dev.perdure.worker;

import dev.perdure.worker.runtime.RequestExit;

/**
 * Where calls of {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} end up after
 * the agent of {@code worker-exit-trap} has rewritten them.
 *
 * <p>A tool that exits ends its request with that exit code, and the worker lives on. A thread that
 * belongs to no request exits the process as ever. Thread-safe.
 */
public final class ExitTrap {
  private ExitTrap() {}

  /**
   * Ends the request of the calling thread with {@code status}; never returns normally.
   *
   * <p>The first status of a request counts. Called from a thread that the work started, it also
   * interrupts the work. In a thread whose request was answered it ends only that thread.
   */
  public static void exit(int status) {
    RequestExit.trap(status);
    Runtime.getRuntime().exit(status);
  }

  /** As {@link #exit(int)}, but outside of a request halts without shutdown hooks. */
  public static void halt(int status) {
    RequestExit.trap(status);
    Runtime.getRuntime().halt(status);
  }
}
