package dev.perdure.worker.benchmarks.frame;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison has measured.
 *
 * @param rounds how often each side was measured
 */
public record ComparisonResult(
    String title, int rounds, List<Measurement> measurements, List<Goal> goals) {
  public ComparisonResult {
    measurements = List.copyOf(measurements);
    goals = List.copyOf(goals);
  }

  /** The names of the sides, in the order in which they were added. */
  List<String> sides() {
    return measurements.stream()
        .flatMap(it -> it.series().stream())
        .map(Series::side)
        .distinct()
        .toList();
  }

  /** How the goals stand whose two sides were measured. */
  Stream<Verdict> verdicts() {
    return goals.stream().flatMap(goal -> Verdict.of(goal, measurements).stream());
  }
}
