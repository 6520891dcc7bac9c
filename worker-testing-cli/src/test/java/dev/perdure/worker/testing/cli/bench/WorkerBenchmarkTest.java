package dev.perdure.worker.testing.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.Protocol;
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
            .measure(BenchmarkedWorker.command());

    assertThat(round.firstNanos()).isPositive();
    assertThat(round.medianNanos()).isPositive().isLessThanOrEqualTo(round.p99Nanos());
    assertThat(round.perSecond()).isPositive();
    assertThat(round.peakBytes()).isNotNegative();
  }

  @Test
  void workerThatAnswersWithText_failsTheRound() {
    WorkerBenchmark benchmark = WorkerBenchmark.of(REQUESTS).protocol(Protocol.JSON);
    assertThatThrownBy(() -> benchmark.measure(shell("echo no answer; cat > /dev/null")))
        .isInstanceOf(BenchmarkFailure.class)
        .hasMessageContaining("foreign bytes");
  }

  @Test
  void workerThatEnds_failsTheRoundWithItsLastWords() {
    WorkerBenchmark benchmark = WorkerBenchmark.of(REQUESTS);
    assertThatThrownBy(() -> benchmark.measure(shell("echo leaving early >&2; exit 3")))
        .isInstanceOf(BenchmarkFailure.class)
        .hasMessageContaining("the worker ended")
        .hasMessageContaining("leaving early");
  }

  private static List<String> shell(String script) {
    return List.of("/bin/sh", "-c", script, "sh");
  }

  @Test
  void requestThatIsNoWork_isRefused() {
    assertThatThrownBy(() -> WorkerBenchmark.of(List.of())).hasMessage("requests are empty");
    assertThatThrownBy(() -> WorkerBenchmark.of(List.of(WorkRequest.cancelOf(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
