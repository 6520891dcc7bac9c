package dev.perdure.worker.it.ghc;

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
@Tag("ghc")
final class GhcConformanceIT {
  /** For a busy machine: nothing ever waits so long for a worker that passes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  // Each runs code, and so has a compiler of its own.
  private static final int LEAK_REQUESTS = 100;

  @Test
  void worker_passesAllChecks(@TempDir Path cache) throws Exception {
    ToolRoot.machine().require(GhcInstallation.PROGRAM, "install the package ghc");

    ConformanceReport report =
        ConformanceKit.of(
                SampleHome.underTest("ghc-worker", Map.of("XDG_CACHE_HOME", cache.toString())))
            .patience(PATIENCE)
            .leakRequests(LEAK_REQUESTS)
            .check();

    assertThat(report.failures()).as(report.table()).isEmpty();
  }
}
