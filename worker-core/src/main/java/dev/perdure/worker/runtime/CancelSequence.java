package dev.perdure.worker.runtime;

import dev.perdure.worker.CancelSteps;
import java.time.Duration;

/**
 * Stops the work of one cancelled request: first by its token, then by an interrupt if the work may
 * be interrupted, then by ending the child processes that it attached; work that goes on all the
 * same is reported with its stack.
 */
final class CancelSequence implements Runnable {
  private static final Duration LONGEST = Duration.ofDays(365_000);

  private final RequestRun run;
  private final CancelSteps steps;

  private CancelSequence(RequestRun run, CancelSteps steps) {
    this.run = run;
    this.steps = steps;
  }

  /** Begins on a thread of its own. */
  static void start(RequestRun run, CancelSteps steps) {
    CancelSequence escalation = new CancelSequence(run, steps);
    String name = "perdure-cancel-" + run.request().requestId();
    Thread thread = new Thread(null, escalation, name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      run.fireCancellation();
      if (steps.interrupts()) {
        if (run.awaitStop(millis(steps.interruptAfter()))) {
          return;
        }
        run.interrupt();
      }
      if (run.awaitStop(millis(steps.endProcessesAfter()))) {
        return;
      }
      run.endProcesses();
      if (!run.awaitStop(millis(steps.reportAfter()))) {
        report();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does; the thread ends.
    }
  }

  /** Milliseconds; a time that has too many of them is as good as any that nobody lives to see. */
  private static long millis(Duration time) {
    return time.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : time.toMillis();
  }

  private void report() {
    Thread stuck = run.runner();
    if (stuck != null) {
      long millis =
          (steps.interrupts() ? millis(steps.interruptAfter()) : 0)
              + millis(steps.endProcessesAfter())
              + millis(steps.reportAfter());
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
