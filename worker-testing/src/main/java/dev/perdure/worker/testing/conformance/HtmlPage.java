package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import dev.perdure.worker.testing.page.PageTemplate;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A report as an HTML page: first what failed, then a line for each check. */
final class HtmlPage {
  /** Bytes and text as they came, whose columns must stay below each other. */
  private static final Pattern AS_IT_CAME = Pattern.compile("^ *(\\d+  [0-9a-f ]+)?\\|.*");

  private final ConformanceReport report;
  private final Map<String, String> about;

  HtmlPage(ConformanceReport report, Map<String, String> about) {
    this.report = report;
    this.about = about;
  }

  String text() {
    StringBuilder rows = new StringBuilder();
    report.results().forEach(result -> row(result, rows));
    return PageTemplate.of(HtmlPage.class.getResourceAsStream("report.html"))
        .fill(
            Map.of(
                "worker", Markup.escape(report.worker()),
                "about", about(),
                "passed", Long.toString(report.count(Outcome.PASSED)),
                "failed", Long.toString(report.count(Outcome.FAILED)),
                "skipped", Long.toString(report.count(Outcome.SKIPPED)),
                "failures", failures(),
                "rows", rows.toString()));
  }

  private String about() {
    StringBuilder lines = new StringBuilder();
    about.forEach((name, value) -> entry(name, "<code>" + Markup.escape(value) + "</code>", lines));
    return lines.isEmpty() ? "" : "<dl class=\"lines\">\n" + lines + "</dl>";
  }

  private String failures() {
    if (report.failures().isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<section class=\"alarm\"><h2>What failed</h2>\n");
    report.failures().forEach(result -> failure(result, html));
    return html.append("</section>").toString();
  }

  private static void failure(CheckResult result, StringBuilder html) {
    html.append("<h3 id=\"").append(anchor(result)).append("\">");
    html.append(title(result)).append("</h3>\n<dl class=\"lines\">\n");
    entry("check", "<code>" + Markup.escape(result.id()) + "</code>, " + protocol(result), html);
    entry("sent", lines(result.sent()), html);
    entry("came", lines(result.came()), html);
    entry("under Bazel", lines(result.consequence()), html);
    entry("to fix it", lines(result.remedy()), html);
    html.append("</dl><details><summary>the whole failure</summary><pre>")
        .append(Markup.escape(result.detail()))
        .append("</pre></details>\n");
  }

  private static void row(CheckResult result, StringBuilder html) {
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    html.append("<tr class=\"").append(outcome).append("\"><td class=\"outcome\">");
    html.append(outcome).append("</td><td>").append(protocol(result)).append("</td><td><code>");
    html.append(Markup.escape(result.id())).append("</code></td><td class=\"wide\">");
    if (result.outcome() == Outcome.FAILED) {
      html.append("<a href=\"#").append(anchor(result)).append("\">");
      html.append(title(result)).append("</a>");
    } else {
      html.append(title(result));
    }
    if (result.outcome() == Outcome.SKIPPED) {
      html.append("<small>").append(Markup.escape(result.came())).append("</small>");
    }
    html.append("</td><td class=\"time\">")
        .append(String.format(Locale.ROOT, "%.2f s", result.time().toMillis() / 1000.0))
        .append("</td></tr>\n");
  }

  private static String title(CheckResult result) {
    String facts = Markup.escape(String.join(" ", result.facts()));
    String title = Markup.escape(result.title());
    return facts.isEmpty() ? title : title + " <span class=\"soft\">" + facts + "</span>";
  }

  private static String anchor(CheckResult result) {
    return protocol(result) + "-" + Markup.escape(result.id());
  }

  private static String protocol(CheckResult result) {
    return result.protocol().name().toLowerCase(Locale.ROOT);
  }

  private static void entry(String name, String html, StringBuilder lines) {
    lines.append("<dt>").append(name).append("</dt><dd>").append(html).append("</dd>\n");
  }

  /** Prose, with the lines between that are to be read as they came. */
  private static String lines(String value) {
    StringBuilder html = new StringBuilder();
    boolean inside = false;
    for (String line : value.split("\n", -1)) {
      boolean asItCame = AS_IT_CAME.matcher(line).matches();
      if (asItCame != inside) {
        html.append(asItCame ? "<pre>" : "</pre>");
        inside = asItCame;
      } else if (!html.isEmpty()) {
        html.append('\n');
      }
      html.append(Markup.escape(line));
    }
    return html.append(inside ? "</pre>" : "").toString();
  }
}
