package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.RequestScope;
import dev.perdure.worker.runtime.streams.RunningRequests;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the work that called System.exit, but not the process. */
public final class RequestExit {
  private static final int FAILED = 1;

  private RequestExit() {}

  /**
   * Handles an exit with {@code status} on the calling thread, and unwinds that thread by an error.
   * It ends the request that the thread works for. If there is none, it ends the only running
   * request, or makes all running requests fail. Returns if the thread does not belong to a worker:
   * then the caller may end the process.
   */
  public static void trap(int status) {
    RequestScope scope = RequestScope.current();
    RequestRun own = scope == null ? null : scope.run();
    if (own != null) {
      end(own, status);
    } else {
      // If a program has several workers, a thread belongs to the one that started it.
      List<RequestRun> running = RunningRequests.of(scope == null ? null : scope.log());
      if (scope == null && !isTrapped(running)) {
        return;
      }
      end(running, status, scope);
    }
    throw new Unwind();
  }

  /**
   * Whether a thread that no request started must not end the process. In a program that embeds a
   * worker it may, unless it is in the common pool, which the program shares with the worker's
   * tools.
   */
  private static boolean isTrapped(List<RequestRun> running) {
    return StandardStreams.isServing()
        || (!running.isEmpty() && RequestScope.isShared(Thread.currentThread()));
  }

  /** Ends {@code running} for a thread that belongs to none of them. */
  private static void end(List<RequestRun> running, int status, @Nullable RequestScope scope) {
    Thread caller = Thread.currentThread();
    if (running.isEmpty()) {
      StandardStreams.logOfCaller()
          .say(
              scope == null
                  ? WorkerMessage.EXIT_BETWEEN_REQUESTS.text(caller.getName(), status)
                  : WorkerMessage.EXIT_AFTER_ANSWER.text(scope.requestId(), status));
      silence(caller);
    } else if (running.size() == 1) {
      end(running.get(0), status);
    } else {
      String text = WorkerMessage.EXIT_OF_ALL.text(caller.getName(), running.size(), status);
      StandardStreams.logOfCaller().say(text);
      for (RequestRun run : running) {
        run.out().println(text);
        // The end of the process would have made them fail, too, whatever its status.
        end(run, status == 0 ? FAILED : status);
      }
    }
  }

  private static void end(RequestRun run, int status) {
    run.exit(status);
    Thread caller = Thread.currentThread();
    if (caller != run.runner()) {
      silence(caller);
      // The exit ends all of the work, whose main thread may be waiting for this one.
      InterruptAfterExit.start(run);
    }
  }

  /** Without this, the default handler would print the error, which only unwinds the thread. */
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
