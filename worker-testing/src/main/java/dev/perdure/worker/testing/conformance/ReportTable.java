package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import java.util.Locale;

/** A report for a terminal. */
final class ReportTable {
  private final ConformanceReport report;

  ReportTable(ConformanceReport report) {
    this.report = report;
  }

  String text() {
    int width = report.results().stream().mapToInt(result -> result.id().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (CheckResult result : report.results()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-4s  %-5s  %-" + Math.max(1, width) + "s  %s%n",
              mark(result.outcome()),
              word(result.protocol()),
              result.id(),
              line(result)));
      if (result.outcome() == Outcome.FAILED) {
        failure(text, result);
      }
    }
    return text.append(summary()).append(System.lineSeparator()).toString();
  }

  /** One cause can fail many checks, but is told once. */
  private void failure(StringBuilder text, CheckResult result) {
    detail(text, "sent", result.sent());
    CheckResult alike =
        report.results().stream()
            .filter(other -> isAlike(other, result))
            .findFirst()
            .orElse(result);
    if (alike != result) {
      detail(text, "came", "the same as in " + word(alike.protocol()) + " " + alike.id());
      return;
    }
    detail(text, "came", result.came());
    detail(text, "under Bazel", result.consequence());
    detail(text, "to fix it", result.remedy());
  }

  private static boolean isAlike(CheckResult one, CheckResult other) {
    return one.outcome() == other.outcome()
        && one.came().equals(other.came())
        && one.consequence().equals(other.consequence())
        && one.remedy().equals(other.remedy());
  }

  private static String word(Protocol protocol) {
    return protocol.name().toLowerCase(Locale.ROOT);
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d passed, %d failed, %d skipped",
        report.worker(),
        report.count(Outcome.PASSED),
        report.count(Outcome.FAILED),
        report.count(Outcome.SKIPPED));
  }

  private static String line(CheckResult result) {
    String title = result.title() + facts(result);
    return result.outcome() == Outcome.SKIPPED ? title + ": " + result.came() : title;
  }

  private static String facts(CheckResult result) {
    return result.facts().isEmpty() ? "" : " (" + String.join(", ", result.facts()) + ")";
  }

  private static void detail(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      String lines = value.stripTrailing().replace("\n", System.lineSeparator() + " ".repeat(20));
      text.append(String.format(Locale.ROOT, "      %-12s  %s%n", name + ":", lines));
    }
  }

  private static String mark(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "ok";
      case FAILED -> "FAIL";
      case SKIPPED -> "skip";
    };
  }
}
