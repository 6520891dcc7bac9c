package dev.perdure.worker.benchmarks.frame;

/** A question about cost, and how to measure the answer. */
public interface Benchmark {
  /** Its name in {@code -Dbench=NAME} and of its file of results. */
  String name();

  /** The question, in a sentence. */
  String about();

  /**
   * Measures. A peer that is not on this machine is left out with a {@link Bench#note}.
   *
   * @throws Exception if anything fails; there is no result then
   */
  void run(Bench bench) throws Exception;
}
