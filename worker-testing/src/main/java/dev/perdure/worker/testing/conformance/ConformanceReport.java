package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import java.util.List;

/**
 * What came of all checks.
 *
 * @param worker what the worker is called
 * @param results in the order in which the checks ran
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

  /** How many checks ended so. */
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** A table for a terminal: a line a check, and below each that failed what a person needs. */
  public String table() {
    return new ReportTable(this).text();
  }

  /** An XML file as JUnit's, for the viewers of CI systems. */
  public String junitXml() {
    return new JUnitXml(this).text();
  }

  /** A page that needs nothing but itself. */
  public String html() {
    return new HtmlPage(this).text();
  }
}
