package dev.perdure.worker.benchmarks.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison for a terminal: a line a side, a column a quantity, then the goals. */
final class TextTable {
  private TextTable() {}

  static String of(ComparisonResult result) {
    List<List<String>> lines = cells(result);
    StringBuilder text = new StringBuilder();
    text.append("\n  ").append(result.title()).append(", ").append(result.rounds());
    text.append(result.rounds() == 1 ? " round\n" : " rounds: median (quartiles)\n");
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder("   ");
      for (int column = 0; column < line.size(); column++) {
        String alignment = column == 0 ? " %-" : "  %";
        int width = width(lines, column);
        row.append(String.format(Locale.ROOT, alignment + width + "s", line.get(column)));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    result
        .verdicts()
        .forEach(
            it ->
                text.append(it.isMet() ? "    met    " : "    MISSED ")
                    .append(it.goal())
                    .append(": ")
                    .append(it.measured())
                    .append('\n'));
    return text.toString();
  }

  private static int width(List<List<String>> lines, int column) {
    return Math.max(1, lines.stream().mapToInt(it -> it.get(column).length()).max().orElse(1));
  }

  /** The head, then a row for each side; a side that lacks a quantity has an empty cell. */
  static List<List<String>> cells(ComparisonResult result) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    result.measurements().forEach(it -> head.add(it.quantity() + ", " + it.unit()));
    lines.add(head);
    for (String side : result.sides()) {
      List<String> line = new ArrayList<>(List.of(side));
      result.measurements().forEach(it -> line.add(it.of(side).map(Numbers::spread).orElse("")));
      lines.add(line);
    }
    return lines;
  }
}
