package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker whose own jar changes while it runs, which Bazel does not notice (bazel#29447). */
@Timeout(60)
class ChangedSelfTest {
  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void ownJarChanges_requestIsRefusedAndTheWorkerEnds(Loop loop, Protocol protocol)
      throws Exception {
    try (WorkerHarness worker =
        WorkerHarness.process(Place.command(loop)).protocol(protocol).start()) {
      assertThat(worker.work(request("1")).exitCode()).isZero();
      assertThat(worker.work(request("1")).exitCode()).isZero();
      WorkResponse refused = worker.work(request("2"));
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).contains("has changed").endsWith("[request-refused]");
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.log().stripTrailing()).endsWith("[self-changed]");
    }
  }

  private static WorkRequest request(String digest) {
    Path jar =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    // As the client names it: from the execution root on.
    Path named = jar.subpath(jar.getNameCount() - 3, jar.getNameCount());
    String path = named.toString().replace(File.separatorChar, '/');
    return WorkRequest.of(0, List.of("nothing"))
        .withInputs(List.of(new Input(path, Digest.ofText(digest))));
  }
}
