package dev.perdure.worker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sample works under each client, and passes the checks of what that does otherwise. */
class ConformanceClientsIT {
  /** The checks of what each of them does that concerns a tool, whatever the tool is. */
  private static final Map<Client, Set<String>> CHECKS =
      Map.of(
          Client.BAZEL_4, Set.of("first-answer"),
          Client.BAZEL_7, Set.of("first-answer"),
          Client.BAZEL_8, Set.of("first-answer"),
          Client.BUILDFARM, Set.of("first-answer", "flagfile-left", "quiet-success"),
          Client.BUILDBUDDY, Set.of("digests-as-messages", "first-answer"),
          Client.NATIVELINK, Set.of("first-answer", "flagfile-left", "sandbox-absolute"),
          Client.BUILDBARN, Set.of("first-answer", "flagfile-left", "root-swapped"));

  // javac-worker is not here: javac itself reads argument files, and none inside of one. See
  // JavacClientsIT.
  @ParameterizedTest
  @ValueSource(
      strings = {"hello-worker", "java-builder", "kotlinc-worker", "scalac-worker", "jflex-worker"})
  void sample_passesTheChecksOfEachClient(String sample) throws Exception {
    for (Client each : Client.values()) {
      pass(sample, each, Map.of());
    }
  }

  @Tag("guile")
  @ParameterizedTest
  @EnumSource
  void guileWorker_passesTheChecksOfTheClient(Client client, @TempDir Path cache) throws Exception {
    ToolRoot.machine().require("/usr/bin/guild", "install the package guile-3.0-dev");
    pass("guile-worker", client, Map.of("XDG_CACHE_HOME", cache.toString()));
  }

  @Tag("ghc")
  @ParameterizedTest
  @EnumSource
  void ghcWorker_passesTheChecksOfTheClient(Client client, @TempDir Path cache) throws Exception {
    ToolRoot.machine().require("/usr/bin/ghc", "install the package ghc");
    pass("ghc-worker", client, Map.of("XDG_CACHE_HOME", cache.toString()));
  }

  private static void pass(String sample, Client client, Map<String, String> variables)
      throws Exception {
    Set<String> ids = CHECKS.get(client);
    ConformanceReport report =
        ConformanceKit.of(
                // The one that all of them speak.
                SampleHome.underTest(sample, variables).protocols(List.of(Protocol.PROTO)))
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
