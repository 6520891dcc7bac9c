package dev.perdure.samples.scalac;

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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worker, as it is built and started, keeps the protocol. */
class ConformanceIT {
  /** For a busy machine: nothing ever waits so long for a worker that passes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Its hundreds of compilations take as long as all other checks. */
  private static final String LEAK = "leak";

  /**
   * Checks that send hundreds of requests, each of which is compiled. What they look for does not
   * depend on the encoding.
   */
  private static final Set<String> LONG =
      Set.of("back-to-back", "cancel-any-moment", LEAK, "split-anywhere", "threads-bounded");

  /** A Scala compiler prints no digests, and chooses its exit codes itself. */
  private static final Set<String> SKIPPED = Set.of("digests-as-text", "exit-codes");

  @Test
  void worker_passesAllOtherChecksInProto() throws Exception {
    Set<String> checks =
        ConformanceKit.checks().stream()
            .map(CheckDescription::id)
            .filter(id -> !id.equals(LEAK))
            .collect(Collectors.toSet());

    ConformanceReport report = kit(Protocol.PROTO).only(checks).check();

    assertThat(report.failures()).as(report.table()).isEmpty();
    assertThat(skipped(report)).isEqualTo(SKIPPED);
  }

  @Test
  void worker_passesTheChecksOfMessagesInJson() throws Exception {
    // The end of a worker (F18) is the same in both protocols, and each of its checks starts a
    // compiler or two.
    Set<String> checks =
        ConformanceKit.checks().stream()
            .filter(check -> !check.facts().contains("F18"))
            .map(CheckDescription::id)
            .filter(id -> !LONG.contains(id))
            .collect(Collectors.toSet());

    ConformanceReport report = kit(Protocol.JSON).only(checks).check();

    assertThat(report.failures()).as(report.table()).isEmpty();
    assertThat(skipped(report)).isEqualTo(SKIPPED);
  }

  private static ConformanceKit kit(Protocol protocol) throws Exception {
    WorkerUnderTest worker =
        WorkerUnderTest.read(Path.of("worker.json"))
            .protocols(List.of(protocol))
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    return ConformanceKit.of(worker).patience(PATIENCE);
  }

  private static Set<String> skipped(ConformanceReport report) {
    return report.results().stream()
        .filter(result -> result.outcome() == Outcome.SKIPPED)
        .map(CheckResult::id)
        .collect(Collectors.toSet());
  }
}
