package dev.perdure.worker.runtime.end;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.TimedStep;
import dev.perdure.worker.runtime.system.Nanos;

/**
 * Stops the work of one cancelled request: first by its token, then by an interrupt if that is
 * allowed, then by ending the child processes that it attached. Work that still goes on is reported
 * with its stack, and then given up with its worker if that is wanted.
 */
public final class CancelSequence extends TimedStep {
  /** The next step. */
  private enum Next {
    INTERRUPT,
    END_PROCESSES,
    REPORT,
    GIVE_UP
  }

  private static final StackTraceElement[] NONE = {};

  private final RequestRun run;
  private final CancelSteps steps;
  private Next next;

  private CancelSequence(RequestRun run, CancelSteps steps) {
    super(0);
    this.run = run;
    this.steps = steps;
    if (steps.interrupts()) {
      next = Next.INTERRUPT;
      again(Nanos.of(steps.interruptAfter()));
    } else {
      next = Next.END_PROCESSES;
      again(Nanos.of(steps.endProcessesAfter()));
    }
  }

  /**
   * The steps that follow the token, which the caller has fired. See {@link TimedStep} for the
   * declared type.
   */
  static TimedStep of(RequestRun run, CancelSteps steps) {
    return new CancelSequence(run, steps);
  }

  @Override
  public boolean take() {
    if (run.isStopped()) {
      return false;
    }
    if (next == Next.INTERRUPT) {
      run.interrupt();
      next = Next.END_PROCESSES;
      again(Nanos.of(steps.endProcessesAfter()));
      return true;
    }
    if (next == Next.END_PROCESSES) {
      run.killProcesses();
      next = Next.REPORT;
      again(Nanos.of(steps.reportAfter()));
      return true;
    }
    if (next == Next.REPORT) {
      report();
      next = Next.GIVE_UP;
      again(Nanos.of(steps.retireAfter()));
      return steps.retires();
    }
    giveUp();
    return false;
  }

  @Override
  public boolean isFor(RequestRun other) {
    return run == other;
  }

  /** The nanoseconds from the cancel to the report. */
  private long untilReport() {
    return (steps.interrupts() ? Nanos.of(steps.interruptAfter()) : 0)
        + Nanos.of(steps.endProcessesAfter())
        + Nanos.of(steps.reportAfter());
  }

  private void giveUp() {
    Thread stuck = run.runner();
    if (stuck != null) {
      long millis = (untilReport() + Nanos.of(steps.retireAfter())) / 1_000_000;
      String text =
          WorkerMessage.HANDLER_GIVEN_UP.text(run.request().requestId(), millis, stuck.getName());
      StuckWork.giveUpLater(run, WorkerEnd.retired(text));
    }
  }

  private void report() {
    Thread stuck = run.runner();
    StackTraceElement[] stack = stuck == null ? NONE : stuck.getStackTrace();
    // If it has stopped, this may be the stack of the next request.
    if (stuck != null && !run.isStopped()) {
      StringBuilder text =
          new StringBuilder(
              WorkerMessage.HANDLER_STUCK.text(
                  run.request().requestId(), untilReport() / 1_000_000, stuck.getName()));
      for (StackTraceElement element : stack) {
        text.append("\n\tat ").append(element);
      }
      run.log().say(text.toString());
    }
  }
}
