package dev.perdure.worker.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.benchmarks.Benchmarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir Path folder;

  private static BenchmarkResult result(String name, int jdk, double... values) {
    List<Double> list = Arrays.stream(values).boxed().toList();
    Measurement cpu =
        new Measurement(
            "CPU", "ms", List.of(new Series("a<b", list), new Series("peer", List.of(4.0))));
    Goal goal = new Goal("CPU", "a<b", true, 0.5, "peer");
    return new BenchmarkResult(
        name,
        "How much?",
        new Environment("a machine", jdk, "JDK " + jdk, "mvn", "2026-01-02"),
        List.of(new ComparisonResult("title of " + name, 2, List.of(cpu), List.of(goal))),
        List.of("a note"));
  }

  @Test
  void results_comeBackInTheOrderOfNamesAndJdks() throws Exception {
    Results results = new Results(folder);
    BenchmarkResult late = result("late", 17, 1, 2.5, -3e-7);
    results.save(late);
    results.save(result("early", 25, 2));
    results.save(result("early", 17, 1));
    results.save(result("gone", 17, 1));
    assertThat(results.load(List.of("early", "late")))
        .containsExactly(result("early", 17, 1), result("early", 25, 2), late);
  }

  @Test
  void save_replacesTheResultOfTheSameJdk() throws Exception {
    Results results = new Results(folder);
    results.save(result("a", 17, 1));
    results.save(result("a", 17, 2));
    assertThat(results.load(List.of("a"))).containsExactly(result("a", 17, 2));
  }

  @Test
  void numbers_standOnOneLine() throws Exception {
    new Results(folder).save(result("a", 17, 1, 2, 3));
    assertThat(folder.resolve("results/jdk17/a.json")).content().contains("[ 1.0, 2.0, 3.0]");
  }

  @Test
  void page_needsNothingButItself() throws Exception {
    Results results = new Results(folder);
    results.save(result("a", 17, 1, 3));
    String page = Files.readString(results.present(List.of("a")));
    assertThat(page)
        .contains("<svg", "a&lt;b", "class=\"met\"", "a note", "2026-01-02")
        .doesNotContain("{{", "http", "src=", "a<b");
  }

  /** The site's tests open this page in a browser. */
  @Test
  void pageOfAllThatWasMeasured_isKeptForTheBrowser() throws Exception {
    Path page = Path.of("target/pages/benchmarks.html");
    Files.createDirectories(page.getParent());
    Files.writeString(page, ResultsPage.of(new Results(Path.of("")).load(Benchmarks.names())));
    assertThat(page).content().contains("<svg", "class=\"met\"");
  }

  @Test
  void document_tellsGoalsAndSpread() throws Exception {
    String document = ResultsDocument.of(List.of(result("a", 17, 1, 3), result("a", 25, 8)));
    assertThat(document)
        .contains(
            "| title of a | 17 | CPU: a<b at most 0.500 × peer | 0.250 (0.250 to 0.250) | met |")
        .contains("2.00 (2.00 to 2.00) | **missed** |")
        .contains("| a<b | 2.00 (1.50 to 2.50) |");
  }
}
