package dev.perdure.samples.jflex;

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

  // Each is a compilation.
  private static final int LEAK_REQUESTS = 100;

  @Test
  void worker_passesAllChecks() throws Exception {
    WorkerUnderTest worker =
        WorkerUnderTest.read(Path.of("worker.json"))
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")));

    ConformanceReport report =
        ConformanceKit.of(worker).patience(PATIENCE).leakRequests(LEAK_REQUESTS).check();

    assertThat(report.failures()).as(report.table()).isEmpty();
  }
}
