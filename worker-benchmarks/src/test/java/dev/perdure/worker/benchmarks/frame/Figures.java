package dev.perdure.worker.benchmarks.frame;

import java.nio.file.Path;
import java.util.List;

/** What was measured last on a JDK, as texts tell it. */
record Figures(int jdk) {
  /** The median of a side in the first comparison whose title begins so. */
  double median(String benchmark, String title, String quantity, String side) throws Exception {
    return comparison(benchmark, title).measurements().stream()
        .filter(it -> it.quantity().equals(quantity))
        .flatMap(it -> it.of(side).stream())
        .findFirst()
        .orElseThrow()
        .median();
  }

  /** The ratio of two sides there, the median of the rounds. */
  double ratio(String benchmark, String title, String quantity, String side, String other)
      throws Exception {
    Goal goal = new Goal(quantity, side, true, 1, other);
    return Verdict.of(goal, comparison(benchmark, title).measurements()).orElseThrow().ratio();
  }

  private ComparisonResult comparison(String benchmark, String title) throws Exception {
    return new Results(Path.of(""))
        .load(List.of(benchmark)).stream()
            .filter(it -> it.environment().jdkFeature() == jdk)
            .flatMap(it -> it.comparisons().stream())
            .filter(it -> it.title().startsWith(title))
            .findFirst()
            .orElseThrow();
  }
}
