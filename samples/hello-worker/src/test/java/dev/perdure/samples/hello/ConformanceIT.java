package dev.perdure.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worker, as it is built and started, keeps the whole protocol. */
class ConformanceIT {
  /** For a busy machine: nothing ever waits so long for a worker that passes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void worker_passesAllChecks() throws Exception {
    WorkerUnderTest worker =
        WorkerUnderTest.read(Path.of("worker.json"))
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")));

    ConformanceReport report = ConformanceKit.of(worker).patience(PATIENCE).check();

    assertThat(report.failures()).as(report.table()).isEmpty();
  }
}
