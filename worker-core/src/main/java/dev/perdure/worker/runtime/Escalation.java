package dev.perdure.worker.runtime;

/**
 * Stops the work of one cancelled request: first by its token, then by an interrupt, then by ending
 * the child processes that it attached; work that goes on all the same is reported with its stack.
 */
final class Escalation implements Runnable {
  private final RequestRun run;
  private final CancelDeadlines deadlines;

  private Escalation(RequestRun run, CancelDeadlines deadlines) {
    this.run = run;
    this.deadlines = deadlines;
  }

  /** Begins on a thread of its own. */
  static void start(RequestRun run, CancelDeadlines deadlines) {
    Escalation escalation = new Escalation(run, deadlines);
    String name = "perdure-cancel-" + run.request().requestId();
    Thread thread = new Thread(null, escalation, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      run.fireCancellation();
      if (run.awaitStop(deadlines.interruptMillis())) {
        return;
      }
      run.interrupt();
      if (run.awaitStop(deadlines.endProcessesMillis())) {
        return;
      }
      run.endProcesses();
      if (!run.awaitStop(deadlines.reportMillis())) {
        report();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does; the thread ends.
    }
  }

  private void report() {
    Thread stuck = run.runner();
    if (stuck != null) {
      long millis =
          deadlines.interruptMillis() + deadlines.endProcessesMillis() + deadlines.reportMillis();
      StringBuilder text =
          new StringBuilder(
              WorkerMessage.HANDLER_STUCK.text(run.request().requestId(), millis, stuck.getName()));
      for (StackTraceElement element : stuck.getStackTrace()) {
        text.append("\n\tat ").append(element);
      }
      run.log().say(text.toString());
    }
  }
}
