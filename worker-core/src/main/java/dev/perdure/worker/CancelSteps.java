package dev.perdure.worker;

import dev.perdure.worker.runtime.Nanos;
import java.time.Duration;

/**
 * How the work of a cancelled request is stopped. Its token fires at once. Then the next step is
 * taken each time that the work still runs after the given time, counted from the step before.
 *
 * <p>A tool that keeps channels or file systems open between requests should not be interrupted: an
 * interrupt closes the channel that its thread reads at that moment, and later requests find it
 * closed. Such a tool needs a handler that heeds its {@link CancellationToken}.
 *
 * @param interrupts whether the thread of the work is interrupted at all
 * @param interruptAfter when it is interrupted; without effect if it never is
 * @param endProcessesAfter when the {@linkplain WorkContext#attach child processes} of the work are
 *     ended
 * @param reportAfter when the work is named in the worker log, with its stack
 */
public record CancelSteps(
    boolean interrupts, Duration interruptAfter, Duration endProcessesAfter, Duration reportAfter) {
  /**
   * Refuses what is no time to wait.
   *
   * @throws IllegalArgumentException if a duration is negative
   */
  public CancelSteps {
    Nanos.requireNotNegative("the time before an interrupt", interruptAfter);
    Nanos.requireNotNegative("the time before processes are ended", endProcessesAfter);
    Nanos.requireNotNegative("the time before a report", reportAfter);
  }

  /** An interrupt after 0.1 s, the end of child processes after 0.4 s, a report after 10 s. */
  public static CancelSteps defaults() {
    return new CancelSteps(
        true, Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofSeconds(10));
  }

  /** The thread of the work is never interrupted, not even when the worker ends. */
  public CancelSteps withoutInterrupt() {
    return new CancelSteps(false, interruptAfter, endProcessesAfter, reportAfter);
  }

  /** An interrupt after {@code time}. */
  public CancelSteps withInterruptAfter(Duration time) {
    return new CancelSteps(true, time, endProcessesAfter, reportAfter);
  }

  /** With {@link #endProcessesAfter()} changed. */
  public CancelSteps withEndProcessesAfter(Duration time) {
    return new CancelSteps(interrupts, interruptAfter, time, reportAfter);
  }

  /** With {@link #reportAfter()} changed. */
  public CancelSteps withReportAfter(Duration time) {
    return new CancelSteps(interrupts, interruptAfter, endProcessesAfter, time);
  }
}
