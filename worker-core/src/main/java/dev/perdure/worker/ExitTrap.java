package dev.perdure.worker;

import dev.perdure.worker.runtime.end.RequestExit;
import dev.perdure.worker.runtime.start.ExitStatus;

/**
 * Receives a tool's calls of {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt},
 * after the agent of {@code worker-exit-trap} has rewritten them.
 *
 * <p>An exit ends the tool's request with that exit code, and the worker goes on. A thread that a
 * request started, or that {@linkplain WorkContext#adopt(Runnable) works for it}, ends that
 * request. Any other thread ends the only request that is running. If several are running, all of
 * them fail with the status, or with 1 if it is 0. If none is running, only the thread ends. In a
 * program that embeds a worker, threads that no request started exit the process as usual.
 * Thread-safe.
 */
public final class ExitTrap {
  private ExitTrap() {}

  /**
   * Handles an exit of the calling thread with {@code status}, as described above; never returns
   * normally.
   *
   * <p>The first status of a request counts. The calling thread is unwound by an error. If another
   * thread does the work of the request, that thread is interrupted until it stops. If it has not
   * stopped after 10 s, the request is answered anyway, and the worker ends.
   */
  public static void exit(int status) {
    RequestExit.trap(status);
    Runtime.getRuntime().exit(ExitStatus.ofProcess(status));
  }

  /**
   * Like {@link #exit(int)}, but where that exits the process, this halts it without running
   * shutdown hooks.
   */
  public static void halt(int status) {
    RequestExit.trap(status);
    Runtime.getRuntime().halt(ExitStatus.ofProcess(status));
  }
}
