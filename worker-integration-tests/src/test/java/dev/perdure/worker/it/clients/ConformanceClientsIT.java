package dev.perdure.worker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker passes the checks of what each remote executor does otherwise than Bazel. */
class ConformanceClientsIT {
  @ParameterizedTest
  @CsvSource({
    "BUILDFARM, flagfile-left quiet-success",
    "BUILDBUDDY, digests-as-messages",
    "NATIVELINK, flagfile-left sandbox-absolute",
    "BUILDBARN, flagfile-left root-swapped"
  })
  void helloWorker_passesTheChecksOfTheClient(Client client, String checks) throws Exception {
    Set<String> ids = new TreeSet<>(Arrays.asList(checks.split(" ")));
    ConformanceReport report =
        ConformanceKit.of(SampleHome.underTest("hello-worker", Map.of()))
            .client(client)
            .patience(Duration.ofSeconds(60))
            .only(ids)
            .check();

    assertThat(report.results())
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .as(report.table())
                    .isEqualTo(CheckResult.Outcome.PASSED));
    assertThat(report.results().stream().map(CheckResult::id).collect(Collectors.toSet()))
        .isEqualTo(ids);
  }
}
