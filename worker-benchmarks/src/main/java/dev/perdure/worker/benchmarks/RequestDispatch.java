package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.jmh.JmhTrial;
import dev.perdure.worker.benchmarks.serve.Dispatching;

/** Who runs the requests of a multiplex worker. */
final class RequestDispatch implements Benchmark {
  private static final int IN_FLIGHT = 64;
  private static final String OURS = "perdure";
  private static final String THREADS = "a thread a request";
  private static final String POOL = "cached pool";

  @Override
  public String name() {
    return "dispatch";
  }

  @Override
  public String about() {
    return "What does it cost to have a request run and answered, by a worker in the same process?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    bench
        .compare("dispatch, " + IN_FLIGHT + " in flight")
        .side(OURS, trial(bench, "perdure"))
        .side(POOL, trial(bench, "cachedPool"))
        .side(THREADS, trial(bench, "threadARequest"))
        .atMost("CPU", OURS, 1, POOL)
        .atMost("CPU", OURS, 0.1, THREADS)
        .run(bench.size(5, 1));
  }

  private static JmhTrial trial(Bench bench, String method) {
    return JmhTrial.of(bench, Dispatching.class, method, IN_FLIGHT, "a request");
  }
}
