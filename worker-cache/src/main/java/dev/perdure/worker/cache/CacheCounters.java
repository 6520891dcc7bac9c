package dev.perdure.worker.cache;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what a cache does, and records it. Thread-safe. */
final class CacheCounters {
  private static final boolean HAS_RECORDER = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private final LongSupplier nanoTime;
  private final LongAdder hits = new LongAdder();
  private final LongAdder loads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder waits = new LongAdder();
  private final LongAdder loadNanos = new LongAdder();

  CacheCounters(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void hit() {
    hits.increment();
  }

  void waited() {
    waits.increment();
  }

  /** Notes the end of a load that began at {@code start}. */
  void loaded(CacheKey<?> key, long weight, long start, boolean success) {
    long nanos = now() - start;
    loadNanos.add(nanos);
    (success ? loads : failures).increment();
    if (HAS_RECORDER) {
      CacheEvents.loaded(key, weight, nanos, success);
    }
  }

  /** Notes that a value was evicted. */
  static void evicted(CacheKey<?> key, long weight) {
    if (HAS_RECORDER) {
      CacheEvents.evicted(key, weight);
    }
  }

  CacheStatistics statistics(Shelf shelf) {
    return new CacheStatistics(
        hits.sum(),
        loads.sum(),
        failures.sum(),
        waits.sum(),
        shelf.evictions(),
        shelf.count(),
        shelf.weight(),
        loadNanos.sum());
  }
}
