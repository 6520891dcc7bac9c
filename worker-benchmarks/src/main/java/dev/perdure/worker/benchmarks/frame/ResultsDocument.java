package dev.perdure.worker.benchmarks.frame;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All results as Markdown: how the goals stand, then all that was measured. */
public final class ResultsDocument {
  private ResultsDocument() {}

  /** The text; the same for the same results. */
  public static String of(List<BenchmarkResult> results) {
    StringBuilder text = new StringBuilder();
    text.append("# Results\n\n");
    text.append(
        "Written by the benchmarks, never by hand: see [README.md](README.md). A figure is ");
    text.append(
        "the median of all rounds, with its\nfirst and third quartile. A ratio is taken in ");
    text.append("each round, so it has a median and quartiles of its own.\n");
    text.append("\n## Goals\n\n");
    text.append(goals(results));
    for (BenchmarkResult result : results) {
      text.append(section(result));
    }
    return text.toString();
  }

  private static String goals(List<BenchmarkResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("benchmark", "JDK", "goal", "measured", ""));
    for (BenchmarkResult result : results) {
      for (ComparisonResult comparison : result.comparisons()) {
        comparison
            .verdicts()
            .forEach(
                it ->
                    rows.add(
                        List.of(
                            comparison.title(),
                            Integer.toString(result.environment().jdkFeature()),
                            it.goal().toString(),
                            it.measured(),
                            it.isMet() ? "met" : "**missed**")));
      }
    }
    return rows.size() == 1 ? "None was measured.\n" : table(rows);
  }

  private static String section(BenchmarkResult result) {
    Environment environment = result.environment();
    StringBuilder text = new StringBuilder();
    text.append("\n## %s, JDK %d\n\n".formatted(result.name(), environment.jdkFeature()));
    text.append(result.about()).append('\n');
    for (ComparisonResult comparison : result.comparisons()) {
      text.append("\n### %s\n\n".formatted(comparison.title()));
      text.append(table(TextTable.cells(comparison)));
      text.append("\n%d rounds.\n".formatted(comparison.rounds()));
    }
    result.notes().forEach(it -> text.append("\nNote: ").append(it).append('\n'));
    text.append(
        "\n%s; %s; %s; `%s`\n"
            .formatted(
                environment.machine(),
                environment.jdk(),
                environment.date(),
                environment.command()));
    return text.toString();
  }

  private static String table(List<List<String>> rows) {
    List<List<String>> lines = new ArrayList<>(rows);
    lines.add(1, Collections.nCopies(rows.get(0).size(), "---"));
    return lines.stream()
        .map(it -> it.stream().collect(joining(" | ", "| ", " |")))
        .collect(joining("\n", "", "\n"));
  }
}
