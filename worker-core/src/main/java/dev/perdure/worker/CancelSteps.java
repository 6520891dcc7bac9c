package dev.perdure.worker;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How the work of a cancelled request is stopped. Its token fires at once. Each later step is taken
 * if the work is still running when the time of that step has passed, counted from the step before.
 *
 * <p>A tool that keeps channels or file systems open between requests should not be interrupted: an
 * interrupt closes the channel that its thread reads at that moment, and later requests find it
 * closed. Such a tool needs a handler that reacts to its {@link CancellationToken}.
 *
 * @param interrupts whether the thread of the work may be interrupted
 * @param interruptAfter the time before the interrupt; ignored if {@code interrupts} is false
 * @param endProcessesAfter the time before the {@linkplain WorkContext#attach child processes} of
 *     the work are ended
 * @param reportAfter the time before the work is reported in the worker log, with its stack
 * @param retireAfter the time before the request is answered as cancelled while its work goes on,
 *     and the worker ends; {@code ChronoUnit.FOREVER} for never. The worker first waits for the
 *     other requests that run.
 */
public record CancelSteps(
    boolean interrupts,
    Duration interruptAfter,
    Duration endProcessesAfter,
    Duration reportAfter,
    Duration retireAfter) {
  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if a duration is negative
   */
  public CancelSteps {
    Nanos.requireNotNegative("the time before an interrupt", interruptAfter);
    Nanos.requireNotNegative("the time before processes are ended", endProcessesAfter);
    Nanos.requireNotNegative("the time before a report", reportAfter);
    Nanos.requireNotNegative("the time before the worker ends", retireAfter);
  }

  /** Steps that never end the worker. */
  public CancelSteps(
      boolean interrupts,
      Duration interruptAfter,
      Duration endProcessesAfter,
      Duration reportAfter) {
    this(
        interrupts,
        interruptAfter,
        endProcessesAfter,
        reportAfter,
        ChronoUnit.FOREVER.getDuration());
  }

  /**
   * Interrupts after 0.1 s, ends child processes after a further 0.4 s, and reports after a further
   * 10 s. Never ends the worker.
   */
  public static CancelSteps defaults() {
    return new CancelSteps(
        true, Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofSeconds(10));
  }

  /** A copy that never interrupts the thread of the work, not even when the worker ends. */
  public CancelSteps withoutInterrupt() {
    return new CancelSteps(false, interruptAfter, endProcessesAfter, reportAfter, retireAfter);
  }

  /** A copy that interrupts after {@code time}. */
  public CancelSteps withInterruptAfter(Duration time) {
    return new CancelSteps(true, time, endProcessesAfter, reportAfter, retireAfter);
  }

  /** A copy with another {@link #endProcessesAfter()}. */
  public CancelSteps withEndProcessesAfter(Duration time) {
    return new CancelSteps(interrupts, interruptAfter, time, reportAfter, retireAfter);
  }

  /** A copy with another {@link #reportAfter()}. */
  public CancelSteps withReportAfter(Duration time) {
    return new CancelSteps(interrupts, interruptAfter, endProcessesAfter, time, retireAfter);
  }

  /**
   * A copy that gives work up {@code time} after it was reported. This is for tools that heed
   * neither their token nor interrupts: without it, their request is not answered and their slot is
   * not free until they finish. What they still write is written after the answer.
   */
  public CancelSteps retireWhenStuck(Duration time) {
    return new CancelSteps(interrupts, interruptAfter, endProcessesAfter, reportAfter, time);
  }

  /** Whether the worker may be ended. */
  public boolean retires() {
    return !retireAfter.equals(ChronoUnit.FOREVER.getDuration());
  }
}
