package dev.perdure.samples.demo;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;

/** The result as a table for a terminal. */
final class ResultTable {
  private static final int TENTHS = 10;

  private ResultTable() {}

  static String of(DemoResult result) {
    Series cold = result.cold();
    Series worker = result.worker();
    double late = cold.lateMedian() / worker.lateMedian();
    List<List<String>> rows =
        List.of(
            List.of("", "actions", "total", "median", "median, 2nd half", "peak memory"),
            row(cold),
            row(worker),
            List.of(
                "speed-up",
                "",
                Numbers.times(result.speedUp()),
                Numbers.times(result.medianSpeedUp()),
                Numbers.times(late),
                ""));
    return rows.stream().map(ResultTable::line).collect(joining("\n", "", "\n"))
        + "\n  cores in use, in each tenth of its time\n"
        + cores(cold)
        + cores(worker)
        + "\n  builds of all actions, with as many at once as there are workers\n"
        + result.builds().stream().map(ResultTable::build).collect(joining());
  }

  private static String build(BuildTime build) {
    return String.format(
        Locale.ROOT,
        "  %-22s%8d%10s\n",
        build.name(),
        build.atOnce(),
        Numbers.seconds(build.millis()));
  }

  private static String cores(Series series) {
    return String.format(Locale.ROOT, "  %-22s", series.name())
        + CoreUse.of(series, TENTHS).stream()
            .map(cores -> String.format(Locale.ROOT, "%6s", Numbers.cores(cores)))
            .collect(joining())
        + "\n";
  }

  private static List<String> row(Series series) {
    return List.of(
        series.name(),
        Integer.toString(series.millis().size()),
        Numbers.seconds(series.total()),
        Numbers.millis(series.median()),
        Numbers.millis(series.lateMedian()),
        Numbers.memory(series.peakMemory()));
  }

  private static String line(List<String> cells) {
    String line =
        String.format(Locale.ROOT, "  %-22s%8s%10s%10s%18s%13s", cells.toArray(Object[]::new));
    return line.stripTrailing();
  }
}
