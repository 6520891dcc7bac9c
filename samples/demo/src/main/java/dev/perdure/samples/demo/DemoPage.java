package dev.perdure.samples.demo;

import dev.perdure.worker.testing.page.PageTemplate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The result as a self-contained HTML page. */
final class DemoPage {
  private DemoPage() {}

  static String of(DemoResult result) {
    return PageTemplate.of(DemoPage.class.getResourceAsStream("page.html"))
        .fill(
            Map.ofEntries(
                Map.entry("library", Svg.escape(result.library())),
                Map.entry("speedUp", Numbers.times(result.speedUp())),
                Map.entry("actions", Integer.toString(result.actions().size())),
                Map.entry("coldTotal", Numbers.seconds(result.cold().total())),
                Map.entry("workerTotal", Numbers.seconds(result.worker().total())),
                Map.entry("classFiles", Integer.toString(result.classFiles())),
                Map.entry("rows", rows(result)),
                Map.entry("key", key(result)),
                Map.entry("timeLine", TimeLine.of(result)),
                Map.entry("coreLine", CoreLine.of(result)),
                Map.entry("warmUp", WarmUp.of(result)),
                Map.entry("buildPlot", BuildPlot.of(result.builds())),
                Map.entry("list", list(result)),
                Map.entry("machine", Svg.escape(machine()))));
  }

  /** Which colour is which way. */
  private static String key(DemoResult result) {
    return "<div class=\"key\"><span class=\"cold\">%s</span><span class=\"worker\">%s</span></div>"
        .formatted(Svg.escape(result.cold().name()), Svg.escape(result.worker().name()));
  }

  private static String rows(DemoResult result) {
    double late = result.cold().lateMedian() / result.worker().lateMedian();
    return row("cold", result.cold())
        + row("worker", result.worker())
        + cells(
            "sum",
            "speed-up",
            List.of(
                "",
                Numbers.times(result.speedUp()),
                Numbers.times(result.medianSpeedUp()),
                Numbers.times(late),
                ""));
  }

  private static String row(String kind, Series series) {
    return cells(
        "",
        "<span class=\"" + kind + "\">" + Svg.escape(series.name()) + "</span>",
        List.of(
            Integer.toString(series.millis().size()),
            Numbers.seconds(series.total()),
            Numbers.millis(series.median()),
            Numbers.millis(series.lateMedian()),
            Numbers.memory(series.peakMemory())));
  }

  private static String list(DemoResult result) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < result.actions().size(); i++) {
      list.append(
          cells(
              "",
              Svg.escape(result.actions().get(i)),
              List.of(
                  Numbers.millis(result.cold().millis().get(i)),
                  Numbers.millis(result.worker().millis().get(i)))));
    }
    return list.toString();
  }

  private static String cells(String kind, String head, List<String> cells) {
    return (kind.isEmpty() ? "<tr>" : "<tr class=\"" + kind + "\">")
        + "<th scope=\"row\" class=\"word\">"
        + head
        + "</th><td>"
        + String.join("</td><td>", cells)
        + "</td></tr>\n";
  }

  private static String machine() {
    return "%s; JDK %s, %s %s, %d processors."
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors());
  }
}
