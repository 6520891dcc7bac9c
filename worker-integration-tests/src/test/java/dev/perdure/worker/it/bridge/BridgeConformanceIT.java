package dev.perdure.worker.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker against the official API keeps the whole protocol on the bridge. */
class BridgeConformanceIT {
  /** For a busy machine: nothing ever waits so long for a worker that passes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource
  void worker_passesAllChecks(Protocol protocol, @TempDir Path folder) throws Exception {
    ConformanceReport report =
        ConformanceKit.of(worker(folder, protocol, BridgeCommand.bridged(protocol)))
            .patience(PATIENCE)
            .check();

    assertThat(report.failures()).as(report.table()).isEmpty();
  }

  /** {@link OfficialApiWorker} as the kit knows it. */
  static WorkerUnderTest worker(Path folder, Protocol protocol, List<String> command)
      throws IOException {
    Path file = folder.resolve("official-api.json");
    try (InputStream resource =
        BridgeConformanceIT.class.getResourceAsStream("official-api.json")) {
      Files.copy(resource, file);
    }
    return WorkerUnderTest.read(file).command(command).protocols(List.of(protocol));
  }
}
