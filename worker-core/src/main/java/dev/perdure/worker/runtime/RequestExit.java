package dev.perdure.worker.runtime;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the work that called System.exit, and not the process. */
public final class RequestExit {
  private static final int FAILED = 1;

  private RequestExit() {}

  /**
   * Ends what an exit with {@code status} on the calling thread is meant to end, and unwinds that
   * thread by an error: the request that the thread works for; else the only one that runs; else
   * all that run, which fail. Returns if the thread is none of a worker's: then the caller may end
   * the process.
   */
  public static void trap(int status) {
    RequestScope scope = RequestScope.current();
    RequestRun own = scope == null ? null : scope.run();
    if (own != null) {
      end(own, status);
    } else {
      // Of several workers in one program a thread has to do with the one that started it.
      List<RequestRun> running = RunningRequests.of(scope == null ? null : scope.log());
      if (scope == null && !isTrapped(running)) {
        return;
      }
      end(running, status, scope);
    }
    throw new Unwind();
  }

  /**
   * Whether a thread that no request started must not end the process. In a program that has a
   * worker inside it may, but for the pool that the program shares with the worker's tools.
   */
  private static boolean isTrapped(List<RequestRun> running) {
    return StandardStreams.isServing()
        || (!running.isEmpty() && RequestScope.isShared(Thread.currentThread()));
  }

  /** Ends {@code running} by a thread that belongs to none of them. */
  private static void end(List<RequestRun> running, int status, @Nullable RequestScope scope) {
    Thread caller = Thread.currentThread();
    if (running.isEmpty()) {
      WorkerLog.current()
          .say(
              scope == null
                  ? WorkerMessage.EXIT_BETWEEN_REQUESTS.text(caller.getName(), status)
                  : WorkerMessage.EXIT_AFTER_ANSWER.text(scope.requestId(), status));
      silence(caller);
    } else if (running.size() == 1) {
      end(running.get(0), status);
    } else {
      String text = WorkerMessage.EXIT_OF_ALL.text(caller.getName(), running.size(), status);
      WorkerLog.current().say(text);
      for (RequestRun run : running) {
        run.out().println(text);
        // The end of the process would have failed them, too, whatever its status.
        end(run, status == 0 ? FAILED : status);
      }
    }
  }

  private static void end(RequestRun run, int status) {
    run.exit(status);
    Thread caller = Thread.currentThread();
    if (caller != run.runner()) {
      silence(caller);
      // The exit is for all of the work; its main thread may wait for this one.
      InterruptAfterExit.start(run);
    }
  }

  /** The default handler would print the error that only unwinds. */
  private static void silence(Thread thread) {
    UncaughtExceptionHandler usual = thread.getUncaughtExceptionHandler();
    if (!(usual instanceof UnwindIgnored)) {
      thread.setUncaughtExceptionHandler(new UnwindIgnored(usual));
    }
  }

  private record UnwindIgnored(@Nullable UncaughtExceptionHandler usual)
      implements UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread ended, Throwable cause) {
      if (!(cause instanceof Unwind) && usual != null) {
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
