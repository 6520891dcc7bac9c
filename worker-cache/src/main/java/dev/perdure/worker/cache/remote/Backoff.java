package dev.perdure.worker.cache.remote;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often a request is tried, and how long is waited between: twice as long each time, and by
 * chance up to a half less, so that workers which failed together don't come back together.
 *
 * @param attempts in all
 * @param first the longest first wait
 * @param chance from 0 to 1
 */
record Backoff(int attempts, Duration first, DoubleSupplier chance) {
  /** Waits; an end of the cache is an interrupt. */
  @FunctionalInterface
  interface Pause {
    void await(Duration duration) throws InterruptedException;
  }

  static Backoff usual() {
    return new Backoff(3, Duration.ofMillis(200), Math::random);
  }

  /** How long to wait before attempt {@code attempt} + 1. */
  Duration after(int attempt) {
    double nanos = (double) (first.toNanos() << (attempt - 1));
    return Duration.ofNanos((long) (nanos * (1 - chance.getAsDouble() / 2)));
  }
}
