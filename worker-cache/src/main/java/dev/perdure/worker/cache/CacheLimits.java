package dev.perdure.worker.cache;

import dev.perdure.worker.runtime.Nanos;
import java.time.Duration;

/**
 * How much a cache keeps. What was used least recently goes first. A value in use stays open until
 * its last request has ended, and no longer counts once it was let go.
 *
 * @param maxCount how many values; 0 for any number
 * @param maxWeight how heavy they may be together, see {@link LoadScope#weigh}; 0 for any weight
 * @param maxAge the time after which a value goes that nobody asked for; checked when values are
 *     asked for and when requests end; zero for any
 * @param maxHeap the part of the maximal heap, above 0 and up to 1, that may be in use; 0 for any.
 *     Soft: looked at when the JVM has collected garbage, and a quarter of the values goes each
 *     time
 */
public record CacheLimits(long maxCount, long maxWeight, Duration maxAge, double maxHeap) {
  public CacheLimits {
    if (maxCount < 0) {
      throw new IllegalArgumentException("max count is " + maxCount);
    }
    if (maxWeight < 0) {
      throw new IllegalArgumentException("max weight is " + maxWeight);
    }
    Nanos.requireNotNegative("max age", maxAge);
    if (!(maxHeap >= 0 && maxHeap <= 1)) {
      throw new IllegalArgumentException("max heap is " + maxHeap);
    }
  }

  /** 1,000 values of any weight and age, and three quarters of the heap. */
  public static CacheLimits defaults() {
    return new CacheLimits(1_000, 0, Duration.ZERO, 0.75);
  }

  /** With {@link #maxCount()} changed. */
  public CacheLimits withMaxCount(long count) {
    return new CacheLimits(count, maxWeight, maxAge, maxHeap);
  }

  /** With {@link #maxWeight()} changed. */
  public CacheLimits withMaxWeight(long weight) {
    return new CacheLimits(maxCount, weight, maxAge, maxHeap);
  }

  /** With {@link #maxAge()} changed. */
  public CacheLimits withMaxAge(Duration age) {
    return new CacheLimits(maxCount, maxWeight, age, maxHeap);
  }

  /** With {@link #maxHeap()} changed. */
  public CacheLimits withMaxHeap(double part) {
    return new CacheLimits(maxCount, maxWeight, maxAge, part);
  }
}
