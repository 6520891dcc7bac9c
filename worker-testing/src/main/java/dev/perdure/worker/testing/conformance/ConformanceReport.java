package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import java.util.List;
import java.util.Map;

/**
 * The results of all checks.
 *
 * @param worker the name of the worker
 * @param results the results, in the order in which the checks ran
 */
public record ConformanceReport(String worker, List<CheckResult> results) {
  /** Copies the list. */
  public ConformanceReport {
    results = List.copyOf(results);
  }

  /** The checks that failed. */
  public List<CheckResult> failures() {
    return results.stream().filter(result -> result.outcome() == Outcome.FAILED).toList();
  }

  /** How many checks had this outcome. */
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /**
   * A table for a terminal: one line per check, and after each failed one, what is needed to fix
   * it.
   */
  public String table() {
    return new ReportTable(this).text();
  }

  /** The report as an XML file in JUnit's format, for CI systems. */
  public String junitXml() {
    return new JUnitXml(this).text();
  }

  /** The report as a self-contained HTML page. */
  public String html() {
    return html(Map.of());
  }

  /**
   * The same, with lines that say what was run.
   *
   * @param about the lines, such as the command, the date and the versions, in their order
   */
  public String html(Map<String, String> about) {
    return new HtmlPage(this, about).text();
  }
}
