package dev.perdure.worker.it.guile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker, as it is built and started, keeps the whole protocol. */
@Tag("guile")
final class GuileConformanceIT {
  /** For a busy machine: nothing ever waits so long for a worker that passes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  // Each is a compilation.
  private static final int LEAK_REQUESTS = 200;

  @Test
  void worker_passesAllChecks(@TempDir Path cache) throws Exception {
    ToolRoot.machine().require("/usr/bin/guild", "install the package guile-3.0-dev");

    ConformanceReport report =
        ConformanceKit.of(
                SampleHome.underTest("guile-worker", Map.of("XDG_CACHE_HOME", cache.toString())))
            .patience(PATIENCE)
            .leakRequests(LEAK_REQUESTS)
            .check();

    assertThat(report.failures()).as(report.table()).isEmpty();
  }
}
