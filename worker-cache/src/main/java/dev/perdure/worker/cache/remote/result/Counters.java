package dev.perdure.worker.cache.remote.result;

import java.util.concurrent.atomic.LongAdder;

/** The counters of a cache. Thread-safe. */
public record Counters(
    LongAdder hits,
    LongAdder misses,
    LongAdder published,
    LongAdder unpublished,
    LongAdder corrupt) {
  public static Counters create() {
    return new Counters(
        new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
