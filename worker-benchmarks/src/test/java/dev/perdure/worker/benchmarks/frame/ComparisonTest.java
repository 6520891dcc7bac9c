package dev.perdure.worker.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final List<ComparisonResult> results = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final Comparison comparison = new Comparison("title", results::add);

  private Trial trial(String side, double value) {
    return () -> {
      calls.add(side);
      return List.of(new Quantity("CPU", "ms", value + calls.size()));
    };
  }

  @Test
  void rounds_measureAllSidesInTurns() throws Exception {
    comparison.side("a", trial("a", 0)).side("b", trial("b", 0)).run(3);
    assertThat(calls).containsExactly("a", "b", "b", "a", "a", "b");
    assertThat(results).hasSize(1);
    assertThat(results.get(0).sides()).containsExactly("a", "b");
    assertThat(results.get(0).measurements().get(0).of("a").orElseThrow().values())
        .containsExactly(1.0, 4.0, 5.0);
  }

  @Test
  void warmUp_doesNotCount() throws Exception {
    comparison.side("a", trial("a", 0)).warmUp(2).run(1);
    assertThat(results.get(0).measurements().get(0).series().get(0).values()).containsExactly(3.0);
  }

  @Test
  void goal_isAboutTheMedianOfTheRatiosOfTheRounds() throws Exception {
    comparison
        .side("side", values(1, 10, 3))
        .side("peer", values(1, 5, 30))
        .atMost("CPU", "side", 0.9, "peer")
        .run(3);

    Verdict verdict = results.get(0).verdicts().findFirst().orElseThrow();
    assertThat(verdict.ratio()).isEqualTo(1);
    assertThat(verdict.isMet()).isFalse();
    assertThat(verdict.ratio()).isBetween(verdict.low(), verdict.high());
  }

  @Test
  void goal_isAtMostOrAtLeast() throws Exception {
    comparison
        .side("slow", trial("slow", 100))
        .side("fast", trial("fast", 40))
        .atMost("CPU", "fast", 0.5, "slow")
        .atLeast("CPU", "slow", 3, "fast")
        .run(5);
    assertThat(results.get(0).verdicts().map(Verdict::isMet)).containsExactly(true, false);
  }

  @Test
  void goal_ofASideThatIsMissing_isLeftOut() throws Exception {
    comparison.side("a", trial("a", 1)).atMost("CPU", "a", 1, "b").run(1);
    assertThat(results.get(0).verdicts()).isEmpty();
  }

  @Test
  void side_thatWasAddedBefore_isRefused() {
    comparison.side("a", trial("a", 1));
    assertThatThrownBy(() -> comparison.side("a", trial("a", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("named a");
  }

  private static Trial values(double... values) {
    PrimitiveIterator.OfDouble next = Arrays.stream(values).iterator();
    return () -> List.of(new Quantity("CPU", "ms", next.nextDouble()));
  }
}
