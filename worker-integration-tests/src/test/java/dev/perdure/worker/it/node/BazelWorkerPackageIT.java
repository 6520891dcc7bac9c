package dev.perdure.worker.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
}
