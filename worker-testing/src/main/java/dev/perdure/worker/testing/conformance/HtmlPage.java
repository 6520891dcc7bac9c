package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A report as an HTML page. */
final class HtmlPage {
  private final ConformanceReport report;

  HtmlPage(ConformanceReport report) {
    this.report = report;
  }

  String text() {
    StringBuilder rows = new StringBuilder();
    report.results().forEach(result -> row(result, rows));
    // The rows last, because they may contain text that looks like a placeholder.
    return template()
        .replace("{{passed}}", Long.toString(report.count(Outcome.PASSED)))
        .replace("{{failed}}", Long.toString(report.count(Outcome.FAILED)))
        .replace("{{skipped}}", Long.toString(report.count(Outcome.SKIPPED)))
        .replace("{{worker}}", Markup.escape(report.worker()))
        .replace("{{rows}}", rows);
  }

  private static void row(CheckResult result, StringBuilder html) {
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    html.append("<tr class=\"").append(outcome).append("\"><td class=\"outcome\">");
    html.append(outcome).append("</td><td>");
    html.append(result.protocol().name().toLowerCase(Locale.ROOT)).append("</td><td><code>");
    html.append(Markup.escape(result.id())).append("</code></td><td>");
    html.append(Markup.escape(result.title()));
    if (!result.facts().isEmpty()) {
      html.append(" <span class=\"facts\">")
          .append(Markup.escape(String.join(" ", result.facts())))
          .append("</span>");
    }
    if (result.outcome() == Outcome.SKIPPED) {
      html.append("<p>").append(Markup.escape(result.came())).append("</p>");
    } else if (result.outcome() == Outcome.FAILED) {
      failure(result, html);
    }
    html.append("</td><td class=\"time\">")
        .append(String.format(Locale.ROOT, "%.2f s", result.time().toMillis() / 1000.0))
        .append("</td></tr>\n");
  }

  private static void failure(CheckResult result, StringBuilder html) {
    html.append("<dl>");
    entry("sent", result.sent(), html);
    entry("came", result.came(), html);
    entry("under Bazel", result.consequence(), html);
    entry("to fix it", result.remedy(), html);
    html.append("</dl><details><summary>the whole failure</summary><pre>")
        .append(Markup.escape(result.detail()))
        .append("</pre></details>");
  }

  private static void entry(String name, String value, StringBuilder html) {
    html.append("<dt>")
        .append(name)
        .append("</dt><dd>")
        .append(Markup.escape(value))
        .append("</dd>");
  }

  private static String template() {
    try (InputStream page = HtmlPage.class.getResourceAsStream("report.html")) {
      if (page == null) {
        throw new IllegalStateException("the jar has no report.html");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
