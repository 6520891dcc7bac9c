package dev.perdure.worker.cache;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;

/**
 * How much a cache keeps. The least recently used values are evicted first. A value in use stays
 * open until its last request has ended, but no longer counts once it is evicted.
 *
 * @param maxCount the maximum number of values; 0 for no limit
 * @param maxWeight the maximum total weight of the values, see {@link LoadScope#weigh}; 0 for no
 *     limit
 * @param maxAge the time after which a value is evicted if no request has asked for it; checked
 *     when values are asked for and when requests end; zero for no limit
 * @param maxHeap the fraction of the maximum heap, above 0 and up to 1, that may be in use; 0 for
 *     no limit. This limit is soft: it is checked after the JVM has collected garbage, and a
 *     quarter of the values is evicted each time
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

  /** 1,000 values of any weight and age, using up to three quarters of the heap. */
  public static CacheLimits defaults() {
    return new CacheLimits(1_000, 0, Duration.ZERO, 0.75);
  }

  /** A copy with another {@link #maxCount()}. */
  public CacheLimits withMaxCount(long count) {
    return new CacheLimits(count, maxWeight, maxAge, maxHeap);
  }

  /** A copy with another {@link #maxWeight()}. */
  public CacheLimits withMaxWeight(long weight) {
    return new CacheLimits(maxCount, weight, maxAge, maxHeap);
  }

  /** A copy with another {@link #maxAge()}. */
  public CacheLimits withMaxAge(Duration age) {
    return new CacheLimits(maxCount, maxWeight, age, maxHeap);
  }

  /** A copy with another {@link #maxHeap()}. */
  public CacheLimits withMaxHeap(double part) {
    return new CacheLimits(maxCount, maxWeight, maxAge, part);
  }
}
