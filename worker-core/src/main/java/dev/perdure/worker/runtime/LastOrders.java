package dev.perdure.worker.runtime;

import java.util.Collection;

/**
 * Stops what still runs when the worker ends, well within the second that the client waits (F18).
 *
 * @param log where work that would not stop is named
 * @param endChildren ends the child processes; run before the last wait, since work may wait for
 *     them
 */
public record LastOrders(WorkerLog log, Runnable endChildren) {
  private static final long TOKEN_MILLIS = 250;
  private static final long INTERRUPT_MILLIS = 450;

  /** For a worker inside of another program: its children are its own affair. */
  public static LastOrders embedded(WorkerLog log) {
    return new LastOrders(
        log,
        new Runnable() {
          @Override
          public void run() {}
        });
  }

  /** Cancels all of {@code runs} and returns when they have stopped or time is up. */
  public void stop(Collection<RequestRun> runs) {
    try {
      long deadline = deadline(TOKEN_MILLIS);
      for (RequestRun run : runs) {
        run.fireCancellation();
      }
      awaitAll(runs, deadline);
      for (RequestRun run : runs) {
        run.interrupt();
        run.endProcesses();
      }
      endChildren.run();
      awaitAll(runs, deadline(INTERRUPT_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Somebody wants it to end faster still.
    }
    for (RequestRun run : runs) {
      Thread runner = run.runner();
      if (runner != null) {
        log.say(WorkerMessage.WORK_LEFT.text(run.request().requestId(), runner.getName()));
      }
    }
  }

  private static long deadline(long millis) {
    return System.nanoTime() + millis * 1_000_000;
  }

  private static void awaitAll(Collection<RequestRun> runs, long deadline)
      throws InterruptedException {
    for (RequestRun run : runs) {
      run.awaitStop(Math.max(0, (deadline - System.nanoTime()) / 1_000_000));
    }
  }
}
