package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkRequest;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerBenchmarkTest {
  private static final List<WorkRequest> REQUESTS =
      List.of(WorkRequest.of(0, List.of("a")), WorkRequest.of(0, List.of("b", "c")));

  @ParameterizedTest
  @EnumSource
  void round_hasAllFigures(Protocol protocol) throws Exception {
    BenchmarkRound round =
        WorkerBenchmark.of(REQUESTS)
            .protocol(protocol)
            .timeout(ChronoUnit.FOREVER.getDuration())
            .count(50)
            .inFlight(4)
            .measure(Fixture.command(protocol));

    assertThat(round.firstNanos()).isPositive();
    assertThat(round.medianNanos()).isPositive().isLessThanOrEqualTo(round.p99Nanos());
    assertThat(round.perSecond()).isPositive();
    assertThat(round.peakBytes()).isNotNegative();
  }

  @Test
  void workerThatAnswersWithText_failsTheRound() {
    WorkerBenchmark benchmark =
        WorkerBenchmark.of(List.of(WorkRequest.of(0, List.of("raw", "no answer\n"))));
    assertThatThrownBy(() -> benchmark.measure(Fixture.command(Protocol.JSON)))
        .isInstanceOf(WorkerFailure.class)
        .hasMessageContaining("foreign bytes");
  }

  @Test
  void workerThatEnds_failsTheRoundWithItsLastWords() {
    WorkerBenchmark benchmark =
        WorkerBenchmark.of(List.of(WorkRequest.of(0, List.of("exit", "3"))));
    assertThatThrownBy(() -> benchmark.measure(Fixture.command(Protocol.PROTO)))
        .isInstanceOf(WorkerFailure.class)
        .hasMessageContaining("the worker ended")
        .hasMessageContaining("leaving early");
  }

  @Test
  void requestThatIsNoWork_isRefused() {
    assertThatThrownBy(() -> WorkerBenchmark.of(List.of())).hasMessage("requests are empty");
    assertThatThrownBy(() -> WorkerBenchmark.of(List.of(WorkRequest.cancelOf(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
