package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.TimedStep;
import java.util.Collection;

/** Stops what still runs when the worker ends. Loaded only then. */
final class ShutdownSequence {
  // All of these together are well below the second that the client waits (F18), see HaltDeadline.
  private static final long TOKEN_MILLIS = 150;
  private static final long INTERRUPT_MILLIS = 350;

  private ShutdownSequence() {}

  /**
   * Returns when all work has stopped or time is up.
   *
   * @param interrupts whether work that does not react to its token is interrupted
   * @param endChildren ends the worker's child processes; run before the last wait, since work may
   *     be waiting for them
   */
  static void run(
      Collection<RequestRun> runs, WorkerLog log, boolean interrupts, Runnable endChildren) {
    run(runs, log, interrupts, endChildren, TOKEN_MILLIS, INTERRUPT_MILLIS);
  }

  /**
   * Like the method above, with the times that work has to react to the token and to the interrupt.
   */
  static void run(
      Collection<RequestRun> runs,
      WorkerLog log,
      boolean interrupts,
      Runnable endChildren,
      long tokenMillis,
      long interruptMillis) {
    try {
      long deadline = deadline(tokenMillis);
      for (RequestRun run : runs) {
        TimedStep left = run.fireCancellation();
        if (left != null) {
          left.take();
        }
      }
      awaitAll(runs, deadline);
      for (RequestRun run : runs) {
        if (interrupts) {
          run.interrupt();
        }
        run.killProcesses();
      }
      endChildren.run();
      awaitAll(runs, deadline(interruptMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Somebody wants the worker to end even sooner.
    }
    for (RequestRun run : runs) {
      Thread runner = run.runner();
      if (runner != null) {
        int id = run.request().requestId();
        log.say(
            isExiting(runner)
                ? WorkerMessage.EXIT_UNTRAPPED.text(id, runner.getName())
                : WorkerMessage.WORK_LEFT.text(id, runner.getName()));
      }
    }
  }

  /**
   * Whether it is worth waiting for work to stop. To wait in vain would use up the time before the
   * process is halted, in which the worker says why it ends.
   */
  private static boolean mayStop(RequestRun run) {
    Thread runner = run.runner();
    return !run.isGivenUp() && (runner == null || !isExiting(runner));
  }

  /**
   * Whether {@code thread} is inside System.exit. Such a thread never returns, because it waits for
   * this sequence.
   */
  private static boolean isExiting(Thread thread) {
    try {
      for (StackTraceElement each : thread.getStackTrace()) {
        if (each.getClassName().equals("java.lang.Shutdown")) {
          return true;
        }
      }
    } catch (OutOfMemoryError e) {
      // Then wait for it, which needs no memory.
    }
    return false;
  }

  private static long deadline(long millis) {
    return System.nanoTime() + millis * 1_000_000;
  }

  private static void awaitAll(Collection<RequestRun> runs, long deadline)
      throws InterruptedException {
    for (RequestRun run : runs) {
      if (mayStop(run)) {
        run.awaitStop(Math.max(0, (deadline - System.nanoTime()) / 1_000_000));
      }
    }
  }
}
