package dev.perdure.worker.benchmarks.frame;

import dev.perdure.worker.testing.page.PageTemplate;
import java.util.List;
import java.util.Map;

/** All results as an HTML page that needs nothing but itself. */
final class ResultsPage {
  private ResultsPage() {}

  static String of(List<BenchmarkResult> results) {
    StringBuilder goals = new StringBuilder();
    StringBuilder sections = new StringBuilder();
    for (BenchmarkResult result : results) {
      String jdk = "JDK " + result.environment().jdkFeature();
      result.comparisons().forEach(it -> goals.append(goals(jdk, it)));
      sections.append(section(jdk, result));
    }
    return PageTemplate.of(ResultsPage.class.getResourceAsStream("page.html"))
        .fill(Map.of("goals", goals.toString(), "sections", sections.toString()));
  }

  private static String goals(String jdk, ComparisonResult comparison) {
    StringBuilder rows = new StringBuilder();
    comparison
        .verdicts()
        .forEach(
            it ->
                rows.append(
                    row(
                        it.isMet() ? "met" : "missed",
                        List.of(comparison.title(), jdk, it.goal().toString(), it.measured()))));
    return rows.toString();
  }

  private static String row(String kind, List<String> cells) {
    StringBuilder row = new StringBuilder("<tr class=\"" + kind + "\">");
    cells.forEach(it -> row.append("<td>").append(Html.escape(it)).append("</td>"));
    return row.append("<td>").append(kind).append("</td></tr>\n").toString();
  }

  private static String section(String jdk, BenchmarkResult result) {
    StringBuilder text = new StringBuilder("<section>\n");
    text.append("<h2>%s, %s</h2>\n".formatted(Html.escape(result.name()), jdk));
    text.append("<p>%s</p>\n".formatted(Html.escape(result.about())));
    for (ComparisonResult comparison : result.comparisons()) {
      text.append("<h3>%s</h3>\n".formatted(Html.escape(comparison.title())));
      for (Measurement each : comparison.measurements()) {
        text.append("<h4>%s, %s</h4>\n".formatted(Html.escape(each.quantity()), each.unit()));
        text.append("<div class=\"scroll\" tabindex=\"0\">%s</div>\n".formatted(BarPlot.of(each)));
      }
    }
    result.notes().forEach(it -> text.append("<p>%s</p>\n".formatted(Html.escape(it))));
    Environment environment = result.environment();
    text.append(
        "<p class=\"soft\">%s; %s; %s; <code>%s</code></p>\n</section>\n"
            .formatted(
                Html.escape(environment.machine()),
                Html.escape(environment.jdk()),
                environment.date(),
                Html.escape(environment.command())));
    return text.toString();
  }
}
