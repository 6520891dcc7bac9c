package dev.perdure.samples.kotlinc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The worker, as it is built and started, keeps the protocol. */
class ConformanceIT {
  /** For a busy machine: nothing ever waits so long for a worker that passes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What depends on the compiler: each check starts one, and the rest is the library's. */
  private static final Set<String> CHECKS =
      Set.of(
          "first-answer",
          "failures",
          "id-zero",
          "many-at-once",
          "sandbox",
          "sandboxes-at-once",
          "one-shot-parity");

  @Test
  void worker_passesTheChecksOfItsCompiler() throws Exception {
    WorkerUnderTest worker =
        WorkerUnderTest.read(Path.of("worker.json"))
            // Each check starts a compiler. The codecs are those of the other samples, which are
            // checked with both.
            .protocols(List.of(Protocol.PROTO))
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")));

    ConformanceReport report = ConformanceKit.of(worker).patience(PATIENCE).only(CHECKS).check();

    assertThat(report.failures()).as(report.table()).isEmpty();
  }
}
