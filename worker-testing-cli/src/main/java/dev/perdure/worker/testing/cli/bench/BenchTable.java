package dev.perdure.worker.testing.cli.bench;

import dev.perdure.worker.testing.cli.output.Figures;
import dev.perdure.worker.testing.cli.output.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The medians of all rounds, with one line per figure and one column per worker. */
final class BenchTable {
  private final List<List<String>> workers;
  private final List<List<BenchmarkRound>> measured;
  private final int inFlight;

  BenchTable(List<List<String>> workers, List<List<BenchmarkRound>> measured, int inFlight) {
    this.workers = workers;
    this.measured = measured;
    this.inFlight = inFlight;
  }

  void print(PrintWriter out) {
    boolean two = workers.size() == 2;
    if (two) {
      out.println("first:  " + String.join(" ", workers.get(0)));
      out.println("second: " + String.join(" ", workers.get(1)));
    }
    int rounds = measured.get(0).size();
    String heads = "median of " + Figures.count(rounds, "round");
    TextTable table =
        two
            ? new TextTable(1, heads, "first", "second", "second/first")
            : new TextTable(1, heads, "");
    row(table, "start to first answer", BenchmarkRound::firstNanos, BenchTable::nanos);
    row(table, "  its CPU time", BenchmarkRound::firstCpuNanos, BenchTable::nanos);
    row(table, "a request, one at a time", BenchmarkRound::medianNanos, BenchTable::nanos);
    row(table, "  99 of 100 within", BenchmarkRound::p99Nanos, BenchTable::nanos);
    row(table, "  its CPU time", BenchmarkRound::cpuNanos, BenchTable::nanos);
    row(
        table,
        "requests a second, " + (inFlight > 1 ? inFlight + " at once" : "one at a time"),
        BenchmarkRound::perSecond,
        value -> String.format(Locale.ROOT, "%,.0f", value));
    row(table, "memory at most", BenchmarkRound::peakBytes, BenchTable::bytes);
    table.print(out);
  }

  private void row(
      TextTable table,
      String name,
      ToDoubleFunction<BenchmarkRound> figure,
      DoubleFunction<String> text) {
    List<String> cells = new ArrayList<>(List.of(name));
    double[] medians = new double[measured.size()];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = median(measured.get(i), figure);
      cells.add(text.apply(medians[i]));
    }
    if (medians.length == 2) {
      cells.add(
          medians[0] == 0 ? "-" : String.format(Locale.ROOT, "%.2f", medians[1] / medians[0]));
    }
    table.row(cells.toArray(new String[0]));
  }

  private static double median(
      List<BenchmarkRound> rounds, ToDoubleFunction<BenchmarkRound> figure) {
    double[] values = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static String nanos(double nanos) {
    return nanos < 100_000
        ? String.format(Locale.ROOT, "%.1f µs", nanos / 1000)
        : Figures.duration((long) (nanos / 1000));
  }

  private static String bytes(double bytes) {
    return bytes == 0 ? "not known" : Figures.bytes((long) bytes);
  }
}
