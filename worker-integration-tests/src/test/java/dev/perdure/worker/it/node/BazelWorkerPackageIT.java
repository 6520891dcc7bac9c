package dev.perdure.worker.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code @bazel/worker} 5.8.1, with a tool as a user would write it. Its failures were known before
 * the kit was there: two messages in one write hang, messages are torn at the ends of reads, a
 * cancel runs as an empty request, and {@code console.log} breaks the stream.
 */
@Tag("node")
class BazelWorkerPackageIT {
  @Test
  void knownFailures_areFound() throws Exception {
    WorkerUnderTest worker = WorkerUnderTest.read(NpmProject.install().resolve("worker.json"));

    ConformanceReport report =
        ConformanceKit.of(worker).patience(Duration.ofSeconds(5)).leakRequests(1_000).check();

    List<String> failed = report.failures().stream().map(CheckResult::id).toList();
    assertThat(failed)
        .as(report.table())
        .contains(
            "two-in-one-write",
            "split-anywhere",
            "prints-into-answer",
            "cancel-during",
            "cancel-after",
            "end-of-input-busy",
            "client-killed")
        .doesNotContain(
            "first-answer",
            "unknown-fields",
            "many-inputs",
            "failures",
            "sigterm-idle",
            "end-of-input-idle",
            "one-shot-parity");
  }

  @Test
  void workerThatTheSiteShowsBeforeItsMigration_works(@TempDir Path directory) throws Exception {
    Path project = NpmProject.install();
    Path script = Path.of("..", "samples", "guide", "src", "before", "draft.js");
    Files.copy(script, project.resolve("draft.js"), StandardCopyOption.REPLACE_EXISTING);
    List<String> command = List.of("node", project.resolve("draft.js").toString());
    try (WorkerHarness worker =
        WorkerHarness.process(command).directory(directory).protocol(Protocol.PROTO).start()) {
      WorkResponse response = worker.work("draft", "one", "two");

      assertThat(response.exitCode()).isZero();
      assertThat(response.output()).contains("wrote draft");
      assertThat(directory.resolve("draft")).hasContent("one\ntwo\n");
    }
  }
}
