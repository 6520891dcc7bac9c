package dev.perdure.worker.cache.remote;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link RemoteCacheStatistics}. */
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

  RemoteCacheStatistics statistics(long failures) {
    return new RemoteCacheStatistics(
        hits.sum(), misses.sum(), published.sum(), unpublished.sum(), corrupt.sum(), failures);
  }
}
