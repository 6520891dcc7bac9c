package dev.perdure.worker.runtime;

/**
 * Stops the work of a cancelled request: first by its token, then by an interrupt, then by ending
 * the child processes that it attached; work that goes on all the same is reported with its stack.
 * It never answers: that is done where the work stops.
 *
 * @param interruptAfterMillis how long the work may heed its token before it is interrupted
 * @param endProcessesAfterMillis how long after that its child processes are ended
 * @param reportAfterMillis how long after that it is reported
 */
public record Escalation(
    long interruptAfterMillis, long endProcessesAfterMillis, long reportAfterMillis) {
  private static final Escalation DEFAULTS = new Escalation(100, 400, 10_000);

  /** Interrupts after 0.1 s, ends processes 0.4 s later, reports after 10 s more. */
  public static Escalation defaults() {
    return DEFAULTS;
  }

  /** Starts to stop {@code run}, on a thread of its own. */
  public void start(RequestRun run) {
    Thread thread =
        new Thread(null, new Stopper(run), "perdure-cancel-" + run.request().requestId(), 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  private final class Stopper implements Runnable {
    private final RequestRun run;

    Stopper(RequestRun run) {
      this.run = run;
    }

    @Override
    public void run() {
      try {
        run.fireCancellation();
        if (run.awaitStop(interruptAfterMillis)) {
          return;
        }
        run.interrupt();
        if (run.awaitStop(endProcessesAfterMillis)) {
          return;
        }
        run.endProcesses();
        if (!run.awaitStop(reportAfterMillis)) {
          report();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // Nobody does; the thread ends.
      }
    }

    private void report() {
      Thread stuck = run.runner();
      if (stuck != null) {
        StringBuilder text =
            new StringBuilder(
                WorkerMessage.HANDLER_STUCK.text(
                    run.request().requestId(),
                    interruptAfterMillis + endProcessesAfterMillis + reportAfterMillis,
                    stuck.getName()));
        for (StackTraceElement element : stuck.getStackTrace()) {
          text.append("\n\tat ").append(element);
        }
        run.log().say(text.toString());
      }
    }
  }
}
