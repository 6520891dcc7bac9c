package dev.perdure.worker.testing.process;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;

/**
 * The time at which a wait gives up.
 *
 * @param nanoTime the time, as a value of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {
  /** The deadline that is {@code duration} from now. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + Nanos.of(duration));
  }

  /** The earlier of this deadline and {@code duration} from now. */
  public Deadline atMost(Duration duration) {
    return Nanos.of(duration) < nanosLeft() ? in(duration) : this;
  }

  /** How many nanoseconds are left; 0 if none are. */
  public long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  /** How many milliseconds are left, but at least 1, for waits in which 0 would mean forever. */
  public long millisLeft() {
    return nanosLeft() / 1_000_000 + 1;
  }
}
