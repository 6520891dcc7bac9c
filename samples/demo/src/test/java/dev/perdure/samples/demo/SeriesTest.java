package dev.perdure.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static Series series(Double... millis) {
    return new Series("s", List.of(millis), List.of(millis), 0);
  }

  @Test
  void oddCount_hasTheMiddleAsMedian() {
    assertThat(series(30.0, 10.0, 20.0).median()).isEqualTo(20);
  }

  @Test
  void evenCount_hasTheMeanOfTheMiddleAsMedian() {
    assertThat(series(40.0, 10.0, 20.0, 30.0).median()).isEqualTo(25);
  }

  @Test
  void lateMedian_isOfTheSecondHalfInOrder() {
    assertThat(series(1000.0, 100.0, 7.0, 5.0, 6.0).lateMedian()).isEqualTo(6);
  }

  @Test
  void none_isZero() {
    assertThat(series().median()).isZero();
    assertThat(series().total()).isZero();
  }

  @Test
  void speedUp_isOfTheTotals() {
    assertThat(Results.small().speedUp()).isEqualTo(3800.0 / 1200);
    assertThat(Results.small().medianSpeedUp()).isEqualTo(950.0 / 45);
  }
}
