package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import java.time.Duration;
import java.util.Locale;

/**
 * A report in the format of JUnit's XML files, with a suite for the worker and a case for each
 * check.
 */
final class JUnitXml {
  private final ConformanceReport report;

  JUnitXml(ConformanceReport report) {
    this.report = report;
  }

  String text() {
    Duration total =
        report.results().stream().map(CheckResult::time).reduce(Duration.ZERO, Duration::plus);
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuite name=\"")
        .append(Markup.escape(report.worker()))
        .append("\" tests=\"")
        .append(report.results().size())
        .append("\" failures=\"")
        .append(report.count(Outcome.FAILED))
        .append("\" skipped=\"")
        .append(report.count(Outcome.SKIPPED))
        .append("\" errors=\"0\" time=\"")
        .append(seconds(total))
        .append("\">\n");
    report.results().forEach(result -> testCase(result, xml));
    return xml.append("</testsuite>\n").toString();
  }

  private static void testCase(CheckResult result, StringBuilder xml) {
    xml.append("  <testcase classname=\"conformance.")
        .append(result.protocol().name().toLowerCase(Locale.ROOT))
        .append("\" name=\"")
        .append(Markup.escape(result.id() + ": " + result.title()))
        .append("\" time=\"")
        .append(seconds(result.time()))
        .append('"');
    switch (result.outcome()) {
      case PASSED -> xml.append("/>\n");
      case SKIPPED ->
          xml.append(">\n    <skipped message=\"")
              .append(Markup.escape(result.came()))
              .append("\"/>\n  </testcase>\n");
      case FAILED ->
          xml.append(">\n    <failure message=\"")
              .append(Markup.escape(firstLine(result.came())))
              .append("\">")
              .append(Markup.escape(body(result)))
              .append("</failure>\n  </testcase>\n");
    }
  }

  private static String body(CheckResult result) {
    return "sent: "
        + result.sent()
        + "\ncame: "
        + result.came()
        + "\nunder Bazel: "
        + result.consequence()
        + "\nto fix it: "
        + result.remedy()
        + "\n\n"
        + result.detail();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }
}
