package dev.perdure.worker.benchmarks.frame;

import java.util.List;

/** What one side does in one round. */
@FunctionalInterface
public interface Trial {
  /** Does it once; returns what it cost, the same quantities in each round. */
  List<Quantity> run() throws Exception;
}
