package dev.perdure.worker.benchmarks.frame;

import java.util.List;

/**
 * All that a benchmark has measured on one JDK.
 *
 * @param notes what could not be measured, and why
 */
public record BenchmarkResult(
    String name,
    String about,
    Environment environment,
    List<ComparisonResult> comparisons,
    List<String> notes) {
  public BenchmarkResult {
    comparisons = List.copyOf(comparisons);
    notes = List.copyOf(notes);
  }
}
