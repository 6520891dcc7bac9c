package dev.perdure.worker.it.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker, as it is built and started, keeps the whole protocol. */
@Tag("ghc")
final class GhcConformanceIT {
  // Each runs code, and so has a compiler of its own.
  private static final int LEAK_REQUESTS = 200;

  @Test
  void worker_passesAllChecks(@TempDir Path cache) throws Exception {
    ToolRoot.machine().require(GhcInstallation.PROGRAM, "install the package ghc");

    ConformanceReport report =
        ConformanceKit.of(
                SampleHome.underTest("ghc-worker", Map.of("XDG_CACHE_HOME", cache.toString())))
            .leakRequests(LEAK_REQUESTS)
            .check();

    assertThat(report.failures()).as(report.table()).isEmpty();
  }
}
