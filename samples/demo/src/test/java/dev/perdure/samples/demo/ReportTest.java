package dev.perdure.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
  @Test
  void table_isAligned() {
    assertThat(ResultTable.of(Results.small()))
        .isEqualTo(
            """
                                     actions     total    median  median, 2nd half  peak memory
              cold                         4     3.8 s    950 ms          1,000 ms      100 MiB
              warm                         4     1.2 s     45 ms             20 ms    not known
              speed-up                           3.2 ×    21.1 ×            50.0 ×

              cores in use, in each tenth of its time
              cold                     2.0   2.0   1.1   1.0   1.0   1.0   1.0   0.6   0.5   0.5
              warm                     2.0   2.0   2.0   2.0   2.0   2.0   2.0   2.0   2.0   0.9

              builds of all actions, with as many at once as there are workers
              no worker                    2     3.0 s
              2 <w>                        2     0.7 s
            """);
  }

  @Test
  void page_isCompleteAndAsksForNothingOutside() throws Exception {
    String page = DemoPage.of(Results.small());

    assertThat(page).doesNotContain("{{").doesNotContain("http").doesNotContain("src=");
    assertThat(page).contains("library &lt;1&gt;").doesNotContain("library <1>");
    assertThat(page).contains("3.8 s", "1.2 s", "3.2 ×", "All 6");
  }

  /** The site's tests open this page in a browser. */
  @Test
  void pageOfManyActions_isKeptForTheBrowser() throws Exception {
    Path page = Path.of("target/pages/demo.html");
    Files.createDirectories(page.getParent());
    Files.writeString(page, DemoPage.of(Results.large()));
    assertThat(page).content().contains("class=\"key\"", "<td>120</td>");
  }

  @Test
  void page_saysAtEachDrawingWhichColourIsWhichWay() {
    assertThat(DemoPage.of(Results.small()).split("<span class=\"cold\">cold</span><span", -1))
        .hasSize(1 + 3);
  }

  @Test
  void labels_areNotCutAtTheLeft() {
    Series slow =
        new Series("s", List.of(9_000.0, 20_000.0), List.of(9_000.0, 20_000.0), 100L << 20);
    List<BuildTime> builds = List.of(new BuildTime("1 multiplex worker", "worker", 4, 20_000));
    DemoResult result = new DemoResult("l", List.of("A.java", "B.java"), builds, 2, slow, slow);

    Pattern label = Pattern.compile("text-anchor=\"end\" x=\"([0-9.]+)\" y=\"[0-9.]+\">([^<]+)<");
    for (String svg :
        List.of(
            WarmUp.of(result), CoreLine.of(result), TimeLine.of(result), BuildPlot.of(builds))) {
      // At 13 px no digit of a usual font is wider than 8 px.
      assertThat(label.matcher(svg).results())
          .allSatisfy(
              text ->
                  assertThat(Double.parseDouble(text.group(1)))
                      .as(text.group(2))
                      .isGreaterThan(8 * text.group(2).length()));
    }
    assertThat(WarmUp.of(result)).contains(">20,000 ms<");
  }

  @Test
  void drawings_areWellFormedAndHaveAllActions() throws Exception {
    for (String svg :
        new String[] {
          TimeLine.of(Results.small()),
          WarmUp.of(Results.small()),
          CoreLine.of(Results.small()),
          BuildPlot.of(Results.small().builds())
        }) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    }
    assertThat(TimeLine.of(Results.small()).split("<rect", -1)).hasSize(1 + 3 * 4);
    assertThat(BuildPlot.of(Results.small().builds()).split("<rect", -1)).hasSize(1 + 2);
    assertThat(WarmUp.of(Results.small()).split("<circle", -1)).hasSize(1 + 2 * 4);
  }

  @Test
  void bars_haveTheLengthOfTheirTimes() {
    List<BuildTime> builds =
        List.of(new BuildTime("a", "cold", 1, 2000), new BuildTime("b", "worker", 1, 500));
    // 670 of 900 units are for the longest.
    assertThat(BuildPlot.of(builds))
        .contains("width=\"670.00\"", "width=\"167.50\"", ">2.0 s<", ">0.5 s<");
  }

  @Test
  void axes_haveRoundMarks() {
    assertThat(Axis.linear(73_000)).hasSize(8).startsWith(0.0, 10_000.0).endsWith(70_000.0);
    assertThat(Axis.logarithmic(12, 900))
        .containsExactly(10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0);
  }

  @Test
  void coresInUse_areCpuTimeByWallTime() {
    Series series = new Series("s", List.of(100.0, 300.0), List.of(200.0, 300.0), 0);
    assertThat(CoreUse.of(series, 4)).containsExactly(2.0, 1.0, 1.0, 1.0);
    assertThat(CoreUse.of(series, 1)).containsExactly(1.25);
    assertThat(CoreUse.of(new Series("none", List.of(), List.of(), 0), 2))
        .containsExactly(0.0, 0.0);
  }

  @Test
  void cpuTime_isReadBehindTheNameOfTheProcess() {
    String stat = "12 (a) b) S 1 2 3 0 -1 4 5 6 7 8 30 12 700 100 20 0";
    assertThat(CpuTime.parse(stat, 11)).isEqualTo(420);
    assertThat(CpuTime.parse(stat, 13)).isEqualTo(8000);
  }

  @Test
  void peakMemory_isReadFromTheStatusFile() {
    assertThat(ProcessMemory.parse("Name:\tjava\nVmPeak:\t  9 kB\nVmHWM:\t   204800 kB\n"))
        .isEqualTo(200L << 20);
    assertThat(ProcessMemory.parse("Name:\tjava\n")).isZero();
  }
}
