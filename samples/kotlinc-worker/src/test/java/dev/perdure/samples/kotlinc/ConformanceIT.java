package dev.perdure.samples.kotlinc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.CheckDescription;
import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.CheckResult.Outcome;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worker, as it is built and started, keeps the protocol. */
class ConformanceIT {
  /** For a busy machine: nothing ever waits so long for a worker that passes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** {@code -Dconformance.all}: every check in both protocols, which takes minutes. */
  private static final boolean ALL = Boolean.getBoolean("conformance.all");

  /** Checks that send hundreds of requests, each of which is compiled. */
  private static final Set<String> LONG =
      Set.of("back-to-back", "leak", "split-anywhere", "threads-bounded");

  /** Checks of what is written differently in JSON. */
  private static final Set<String> OF_JSON =
      Set.of(
          "cancel-after",
          "cancel-during",
          "first-answer",
          "id-beyond-int",
          "json-nulls",
          "json-snake-case",
          "no-newline",
          "non-ascii");

  /**
   * A Kotlin compiler prints no digests and no text of a certain size, chooses its exit codes
   * itself, and heeds cancels.
   */
  private static final Set<String> SKIPPED =
      Set.of(
          "digests-as-text",
          "exit-codes",
          "large-output",
          "stubborn-keeps-result",
          "stubborn-stalls-nobody");

  @Test
  void worker_passesTheKitInProto() throws Exception {
    ConformanceReport report = check(Protocol.PROTO, id -> !LONG.contains(id));

    assertThat(report.failures()).as(report.table()).isEmpty();
    assertThat(skipped(report)).isEqualTo(SKIPPED);
  }

  @Test
  void worker_passesTheKitInJson() throws Exception {
    ConformanceReport report = check(Protocol.JSON, OF_JSON::contains);

    assertThat(report.failures()).as(report.table()).isEmpty();
    assertThat(skipped(report)).isEqualTo(ALL ? SKIPPED : Set.of());
  }

  private static ConformanceReport check(Protocol protocol, Predicate<String> some)
      throws Exception {
    Set<String> checks =
        ConformanceKit.checks().stream()
            .map(CheckDescription::id)
            .filter(ALL ? id -> true : some)
            .collect(Collectors.toSet());
    return kit(protocol).only(checks).check();
  }

  private static ConformanceKit kit(Protocol protocol) throws Exception {
    WorkerUnderTest worker =
        WorkerUnderTest.read(Path.of("worker.json"))
            .protocols(List.of(protocol))
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    return ConformanceKit.of(worker).patience(PATIENCE).leakRequests(200);
  }

  private static Set<String> skipped(ConformanceReport report) {
    return report.results().stream()
        .filter(result -> result.outcome() == Outcome.SKIPPED)
        .map(CheckResult::id)
        .collect(Collectors.toSet());
  }
}
