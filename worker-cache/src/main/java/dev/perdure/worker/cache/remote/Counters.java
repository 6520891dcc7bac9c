package dev.perdure.worker.cache.remote;

import java.util.concurrent.atomic.LongAdder;

/** The counters of a cache. Thread-safe. */
record Counters(
    LongAdder hits,
    LongAdder misses,
    LongAdder published,
    LongAdder unpublished,
    LongAdder corrupt) {
  static Counters create() {
    return new Counters(
        new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
