package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.jmh.JmhTrial;
import dev.perdure.worker.benchmarks.serve.Caching;

/** Values that are kept between requests for as long as the files that they were made of stay. */
final class CachedValues implements Benchmark {
  private static final int FILES = 100;
  private static final String OURS = "by digests, perdure";
  private static final String TIMES = "by the times of files";
  private static final String HASHES = "by the contents of files";

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public String about() {
    return "What does it cost to get a value that is kept of a file of 10 kB, of which a request has"
        + " 100?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    bench
        .compare("a kept value of each of " + FILES + " inputs")
        .side(OURS, trial(bench, "perdure"))
        .side(TIMES, trial(bench, "fileTimes"))
        .side(HASHES, trial(bench, "hashes"))
        .atMost("CPU", OURS, 1, TIMES)
        .atMost("CPU", OURS, 0.1, HASHES)
        .run(bench.size(5, 1));
    bench.note(
        "each figure includes a hundredth of the request around it. A file's time and size stay the"
            + " same when its content changes within a tick of the clock, or is an older one again.");
  }

  private static JmhTrial trial(Bench bench, String method) {
    return JmhTrial.of(bench, Caching.class, method, FILES, "a value");
  }
}
