package dev.perdure.worker;

import dev.perdure.worker.runtime.ExitStatus;
import dev.perdure.worker.runtime.RequestExit;

/**
 * Where calls of {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} end up after
 * the agent of {@code worker-exit-trap} has rewritten them.
 *
 * <p>A tool that exits ends its request with that exit code, and the worker lives on: a thread that
 * a request started, or that {@linkplain WorkContext#adopt(Runnable) works for it}, ends that
 * request. Any other ends the only request that runs; where several run, all fail with the status,
 * or with 1 if that is 0; where none runs, only the thread is ended. In a program that has a worker
 * inside, threads that no request started exit the process as ever. Thread-safe.
 */
public final class ExitTrap {
  private ExitTrap() {}

  /**
   * Ends what the calling thread works for with {@code status}; never returns normally.
   *
   * <p>The first status of a request counts. The calling thread is unwound by an error. Where the
   * work of the request is another thread's, that one is interrupted until it stops; if it does not
   * in 10 s, the request is answered all the same, and the worker ends.
   */
  public static void exit(int status) {
    RequestExit.trap(status);
    Runtime.getRuntime().exit(ExitStatus.ofProcess(status));
  }

  /** As {@link #exit(int)}; where that exits the process, this halts it without shutdown hooks. */
  public static void halt(int status) {
    RequestExit.trap(status);
    Runtime.getRuntime().halt(ExitStatus.ofProcess(status));
  }
}
