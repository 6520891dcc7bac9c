package dev.perdure.worker.runtime;

import java.lang.Thread.UncaughtExceptionHandler;

/** Ends the work of a request that called System.exit. */
public final class RequestExit {
  private RequestExit() {}

  /**
   * Throws an error that unwinds the calling thread if it works for a request, after noting the
   * status there; returns if it works for none.
   */
  public static void trap(int status) {
    RequestRun run = RequestRun.current();
    if (run == null) {
      return;
    }
    if (run.isStopped()) {
      run.log().say(WorkerMessage.EXIT_AFTER_ANSWER.text(run.request().requestId(), status));
    } else {
      run.exit(status);
    }
    Thread caller = Thread.currentThread();
    if (caller != run.runner()) {
      silence(caller);
      // The exit is for all of the work; its main thread may wait for this one.
      run.interrupt();
    }
    throw new Unwind();
  }

  /** The default handler would print the error that only unwinds. */
  private static void silence(Thread thread) {
    UncaughtExceptionHandler usual = thread.getUncaughtExceptionHandler();
    if (!(usual instanceof UnwindIgnored)) {
      thread.setUncaughtExceptionHandler(new UnwindIgnored(usual));
    }
  }

  private record UnwindIgnored(UncaughtExceptionHandler usual) implements UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread ended, Throwable cause) {
      if (!(cause instanceof Unwind)) {
        usual.uncaughtException(ended, cause);
      }
    }
  }

  /** An error, not an exception, so that fewer tools catch it on the way. */
  private static final class Unwind extends Error {
    private static final long serialVersionUID = 1L;

    Unwind() {
      super("System.exit", null, false, false);
    }
  }
}
