package dev.perdure.worker.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportTest {
  private static final ConformanceReport REPORT =
      new ConformanceReport(
          "<mine>",
          List.of(
              result("good", Outcome.PASSED, ""),
              result("bad", Outcome.FAILED, "a <b> & \u0001 {{rows}}\nsecond line"),
              result("untried", Outcome.SKIPPED, "no such request")));

  @Test
  void table_tellsOfAFailureWhatWasSentWhatCameWhatBazelDoesAndHowToFixIt() {
    assertThat(REPORT.table().lines())
        .containsExactly(
            "ok    json   good     title of good (F1, F2)",
            "FAIL  json   bad      title of bad (F1, F2)",
            "      sent:         sent by bad",
            "      came:         a <b> & \u0001 {{rows}}",
            "                    second line",
            "      under Bazel:  it hangs",
            "      to fix it:    read it",
            "skip  json   untried  title of untried (F1, F2): no such request",
            "<mine>: 1 passed, 1 failed, 1 skipped");
  }

  @Test
  void sameCause_isToldOnce() {
    ConformanceReport report =
        new ConformanceReport(
            "mine",
            List.of(
                result("one", Outcome.FAILED, "Hello"),
                result("two", Outcome.FAILED, "Hello"),
                result("three", Outcome.FAILED, "Bye")));

    assertThat(report.table().lines().filter(line -> line.startsWith(" ")))
        .containsExactly(
            "      sent:         sent by one",
            "      came:         Hello",
            "      under Bazel:  it hangs",
            "      to fix it:    read it",
            "      sent:         sent by two",
            "      came:         the same as in json one",
            "      sent:         sent by three",
            "      came:         Bye",
            "      under Bazel:  it hangs",
            "      to fix it:    read it");
  }

  @Test
  void xml_isWellFormedAndHasACaseForEach() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(REPORT.junitXml())))
            .getDocumentElement();

    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("a <b> & \ufffd {{rows}}");
    assertThat(failure.getTextContent())
        .contains("sent: sent by bad", "under Bazel: it hangs", "to fix it: read it", "the log");
  }

  @Test
  void page_escapesWhatCameAndNeedsNothingElse() {
    assertThat(REPORT.html())
        .contains("<h1>Conformance of &lt;mine&gt;</h1>", "<dt>failed</dt><dd>1</dd>")
        .contains("a &lt;b&gt; &amp; \ufffd {{rows}}\nsecond line", "<dd>read it</dd>")
        .doesNotContain("src=", "href=\"h", "@import", "{{style}}", "{{about}}");
  }

  @Test
  void page_hasTheFailuresBeforeAllChecks() {
    assertThat(REPORT.html())
        .containsSubsequence(
            "<h2>What failed</h2>",
            "id=\"json-bad\"",
            "<h2>All checks</h2>",
            "title of good",
            "href=\"#json-bad\"");
  }

  @Test
  void page_saysWhatWasRun() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("command", "perdure check <1>");
    about.put("date", "2026-01-02");

    assertThat(REPORT.html(about))
        .containsSubsequence(
            "<dt>command</dt><dd><code>perdure check &lt;1&gt;</code></dd>",
            "<dt>date</dt><dd><code>2026-01-02</code></dd>",
            "<h2>What failed</h2>");
  }

  @Test
  void page_keepsBytesAndTextAsTheyCame() {
    String dump = "       0  48 69 20 20 20 20 20 20 20 20 20 20 20 20 20 20  |Hi              |";
    String came = "stray bytes:\n" + dump + "\n  |a <line>\nthen the end";
    ConformanceReport report =
        new ConformanceReport("w", List.of(result("bad", Outcome.FAILED, came)));

    assertThat(report.html())
        .contains("stray bytes:<pre>" + dump + "\n  |a &lt;line&gt;</pre>then the end</dd>");
  }

  private static CheckResult result(String id, Outcome outcome, String came) {
    boolean failed = outcome == Outcome.FAILED;
    return new CheckResult(
        id,
        Protocol.JSON,
        List.of("F1", "F2"),
        "title of " + id,
        outcome,
        "sent by " + id,
        came,
        failed ? "it hangs" : "",
        failed ? "read it" : "",
        failed ? "the log" : "",
        Duration.ofMillis(1234));
  }
}
