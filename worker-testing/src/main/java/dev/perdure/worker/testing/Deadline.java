package dev.perdure.worker.testing;

import dev.perdure.worker.runtime.Nanos;
import java.time.Duration;

/**
 * A point of time at which a wait gives up.
 *
 * @param nanoTime the point of time, in {@link System#nanoTime()}'s terms
 */
record Deadline(long nanoTime) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + Nanos.of(duration));
  }

  /** The earlier of this one and {@code duration} from now. */
  Deadline atMost(Duration duration) {
    return Nanos.of(duration) < nanosLeft() ? in(duration) : this;
  }

  /** How long is left; 0 when nothing is. */
  long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  /** As {@link #nanosLeft()}, for waits in milliseconds for which 0 would mean for ever. */
  long millisLeft() {
    return nanosLeft() / 1_000_000 + 1;
  }
}
