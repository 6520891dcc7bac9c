package dev.perdure.worker.runtime.system;

import java.time.Duration;
import java.util.Objects;

/** Converts durations to nanoseconds, for waits. */
public final class Nanos {
  /** Longer than anybody waits, and short enough to be added to {@link System#nanoTime()}. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Nanos() {}

  /**
   * The nanoseconds of {@code time}; a century if it is longer, as {@code ChronoUnit.FOREVER} is.
   */
  public static long of(Duration time) {
    return (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
  }

  /**
   * Returns {@code time}, or a century if it is longer, as {@code ChronoUnit.FOREVER} is.
   *
   * @param name what it limits, as the message names it
   * @throws IllegalArgumentException if it is not positive
   */
  public static Duration limit(String name, Duration time) {
    if (Objects.requireNonNull(time, name).isNegative() || time.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + time);
    }
    return time.compareTo(LONGEST) > 0 ? LONGEST : time;
  }

  /**
   * Checks a time to wait.
   *
   * @param name what it is for, as the message names it
   * @return {@code time}
   * @throws IllegalArgumentException if it is negative
   */
  public static Duration requireNotNegative(String name, Duration time) {
    if (Objects.requireNonNull(time, name).isNegative()) {
      throw new IllegalArgumentException(name + " is " + time);
    }
    return time;
  }
}
