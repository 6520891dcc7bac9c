package dev.perdure.worker.cache.remote.attempt;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often a request is tried, and how long to wait in between. The wait doubles each time. It is
 * shortened by a random part of up to a half, so that workers that failed together don't come back
 * together.
 *
 * @param attempts the number of attempts in all
 * @param first the longest first wait
 * @param chance returns a random number from 0 to 1
 */
public record Backoff(int attempts, Duration first, DoubleSupplier chance) {
  /** Waits; if the cache is closed, this ends like an interrupt. */
  @FunctionalInterface
  public interface Pause {
    void await(Duration duration) throws InterruptedException;
  }

  public static Backoff usual() {
    return new Backoff(3, Duration.ofMillis(200), Math::random);
  }

  /** How long to wait after attempt number {@code attempt}. */
  Duration after(int attempt) {
    double nanos = (double) (first.toNanos() << (attempt - 1));
    return Duration.ofNanos((long) (nanos * (1 - chance.getAsDouble() / 2)));
  }
}
