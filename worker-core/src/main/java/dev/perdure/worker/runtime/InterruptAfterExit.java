package dev.perdure.worker.runtime;

/**
 * Ends the work of a request for which another of its threads has called System.exit: interrupts it
 * again and again, since tools swallow interrupts. Work that goes on all the same is answered, and
 * the worker ended, which is what the tool has asked for: what it waits for does not come any more,
 * and the client would wait for ever, too.
 */
final class InterruptAfterExit implements Runnable {
  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long MAX_PAUSE_MILLIS = 250;

  /** How long the work may take to stop. */
  private static final long PATIENCE_MILLIS = 10_000;

  private static final StackTraceElement[] NONE = {};

  private final RequestRun run;
  private final long patienceMillis;

  /** With a patience as given. */
  InterruptAfterExit(RequestRun run, long patienceMillis) {
    this.run = run;
    this.patienceMillis = patienceMillis;
  }

  /** Interrupts once, at once; what else is needed is done by a thread of its own. */
  static void start(RequestRun run) {
    run.interrupt();
    String name = "perdure-exit-" + run.request().requestId();
    try {
      Thread thread =
          new Thread(null, new InterruptAfterExit(run, PATIENCE_MILLIS), name, 0, false);
      thread.setDaemon(true);
      thread.start();
    } catch (OutOfMemoryError e) {
      // There is no room for a thread; most work has stopped by the first interrupt.
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
      // Else it may have gone on to the next request, and this be the stack of that one.
      if (stuck != null && !run.isStopped()) {
        String text =
            WorkerMessage.EXIT_STUCK.text(
                run.request().requestId(), run.exitStatus(), patienceMillis, stuck.getName());
        run.log().say(text + StackDump.frames(stack));
        giveUp(text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does; the thread ends.
    }
  }

  private void giveUp(String text) throws InterruptedException {
    for (Execution slot : Execution.slots()) {
      if (slot.running() == run) {
        slot.answerForWork(run);
        while (!RunningRequests.of(run.log()).isEmpty()) {
          if (run.awaitStop(MAX_PAUSE_MILLIS)) {
            return; // It has stopped after all, while others went on.
          }
        }
        slot.endWorker(WorkerEnd.failed(text));
      }
    }
  }
}
