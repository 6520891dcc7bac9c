package dev.perdure.worker.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void quantiles_lieBetweenNeighbours() {
    Series series = new Series("a", List.of(4.0, 1.0, 3.0, 2.0));
    assertThat(series.median()).isEqualTo(2.5);
    assertThat(series.quantile(0)).isEqualTo(1);
    assertThat(series.quantile(0.25)).isEqualTo(1.75);
    assertThat(series.quantile(1)).isEqualTo(4);
  }

  @Test
  void numbers_haveThreeDigitsThatCount() {
    assertThat(Numbers.text(0)).isEqualTo("0");
    assertThat(Numbers.text(0.012345)).isEqualTo("0.0123");
    assertThat(Numbers.text(1.5)).isEqualTo("1.50");
    assertThat(Numbers.text(31.27)).isEqualTo("31.3");
    assertThat(Numbers.text(1_210_000)).isEqualTo("1,210,000");
  }
}
