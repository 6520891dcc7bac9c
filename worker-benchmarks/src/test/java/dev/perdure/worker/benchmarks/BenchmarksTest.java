package dev.perdure.worker.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.benchmarks.frame.Results;
import dev.perdure.worker.benchmarks.frame.ResultsDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
  @Test
  void names_areUsedOnce() {
    assertThat(Benchmarks.names()).doesNotHaveDuplicates();
  }

  @Test
  void choice_isByName() {
    assertThat(Benchmarks.chosen("")).isEqualTo(Benchmarks.ALL);
    assertThat(Benchmarks.chosen("start-up")).singleElement().isInstanceOf(StartUp.class);
    assertThatThrownBy(() -> Benchmarks.chosen("start")).hasMessageContaining("start-up");
  }

  @Test
  void document_isMadeOfTheResultsBesideIt() throws Exception {
    assertThat(Path.of("RESULTS.md"))
        .hasContent(ResultsDocument.of(new Results(Path.of("")).load(Benchmarks.names())));
  }
}
