package dev.perdure.worker.testing.conformance.many;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private final Growth growth = new Growth();

  @Test
  void flat_isNoLeakAfterFourQuarters() {
    add(120, 128, 128);
    assertThat(growth.isOpen()).as("a fourth").isTrue();

    add(129);
    assertThat(growth.isOpen()).isFalse();
    assertThat(growth.isLeak()).isFalse();
  }

  @Test
  void heapThatFindsItsSizeLate_isNoLeak() {
    add(117, 153, 174, 191);
    assertThat(growth.isOpen()).as("one more").isTrue();

    add(200);
    assertThat(growth.isOpen()).as("and one more").isTrue();

    add(207);
    assertThat(growth.isOpen()).isFalse();
    assertThat(growth.isLeak()).isFalse();
  }

  @Test
  void growthThatNeverStops_isALeakAfterTwelveQuarters() {
    for (int i = 0; i < 12; i++) {
      assertThat(growth.isOpen()).as("after %s quarters", i).isTrue();
      add(100 + 30 * i);
    }

    assertThat(growth.isOpen()).isFalse();
    assertThat(growth.isLeak()).isTrue();
    assertThat(growth)
        .hasToString(
            "after each quarter of the requests, MiB resident:"
                + " [100, 130, 160, 190, 220, 250, 280, 310, 340, 370, 400, 430]");
  }

  private void add(long... mebibytes) {
    LongStream.of(mebibytes).forEach(growth::add);
  }
}
