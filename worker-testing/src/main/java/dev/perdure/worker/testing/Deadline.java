package dev.perdure.worker.testing;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;

/**
 * The time at which a wait gives up.
 *
 * @param nanoTime the time, as a value of {@link System#nanoTime()}
 */
record Deadline(long nanoTime) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + Nanos.of(duration));
  }

  /** The earlier of this deadline and {@code duration} from now. */
  Deadline atMost(Duration duration) {
    return Nanos.of(duration) < nanosLeft() ? in(duration) : this;
  }

  /** How many nanoseconds are left; 0 if none are. */
  long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  /** How many milliseconds are left, but at least 1, for waits in which 0 would mean forever. */
  long millisLeft() {
    return nanosLeft() / 1_000_000 + 1;
  }
}
