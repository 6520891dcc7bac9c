package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.StackDump;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.RequestRun;

/**
 * Stops the work of a request after another thread of that request has called System.exit. It
 * interrupts the work repeatedly, since tools swallow interrupts. If the work still goes on, the
 * request is answered and the worker is ended, which is what the tool asked for. What the work
 * waits for may never come, and then the client would wait forever, too.
 */
final class InterruptAfterExit implements Runnable {
  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long MAX_PAUSE_MILLIS = 250;

  /** How long the work may take to stop. */
  private static final long PATIENCE_MILLIS = 10_000;

  private static final StackTraceElement[] NONE = {};

  private final RequestRun run;
  private final long patienceMillis;

  /** For tests, which set the time to wait. */
  InterruptAfterExit(RequestRun run, long patienceMillis) {
    this.run = run;
    this.patienceMillis = patienceMillis;
  }

  /** Interrupts the work at once; a separate thread does the rest. */
  static void start(RequestRun run) {
    run.interrupt();
    String name = "perdure-exit-" + run.request().requestId();
    try {
      Thread thread =
          new Thread(null, new InterruptAfterExit(run, PATIENCE_MILLIS), name, 0, false);
      thread.setDaemon(true);
      thread.start();
    } catch (OutOfMemoryError e) {
      // No thread can be started. Most work stops at the first interrupt.
    }
  }

  @Override
  public void run() {
    try {
      long pause = FIRST_PAUSE_MILLIS;
      for (long waited = 0; waited < patienceMillis; waited += pause) {
        if (run.awaitStop(pause)) {
          return;
        }
        run.interrupt();
        pause = Math.min(2 * pause, MAX_PAUSE_MILLIS);
      }
      Thread stuck = run.runner();
      StackTraceElement[] stack = stuck == null ? NONE : stuck.getStackTrace();
      // If it has stopped, this may be the stack of the next request.
      if (stuck != null && !run.isStopped()) {
        String text =
            WorkerMessage.EXIT_STUCK.text(
                run.request().requestId(), run.exitStatus(), patienceMillis, stuck.getName());
        run.log().say(text + StackDump.frames(stack));
        StuckWork.giveUp(run, WorkerEnd.failed(text));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody interrupts this thread; it ends.
    }
  }
}
