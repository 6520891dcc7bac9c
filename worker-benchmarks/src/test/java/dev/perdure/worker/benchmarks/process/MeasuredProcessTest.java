package dev.perdure.worker.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.peer.HandWrittenLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void neverAnswers_isKilledAndTold() throws Exception {
    try (MeasuredProcess process =
        MeasuredProcess.start(folder, List.of("sleep", "600"), Duration.ofMillis(80))) {
      Client client = new Client(process, WireFormat.PROTO, WorkRequest.of(0, List.of("a")), 1);
      assertThatThrownBy(() -> client.run(1, 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("killed as no answer came");
    }
  }

  @Test
  @Timeout(60)
  void whatAJvmKeepsAlive_isTold() throws Exception {
    List<String> command =
        List.of(ClassPath.java(), "-cp", ClassPath.all(), HandWrittenLoop.class.getName(), "proto");
    try (MeasuredProcess process = MeasuredProcess.start(folder, command)) {
      new Client(process, WireFormat.PROTO, WorkRequest.of(0, List.of("a")), 1).run(1, 1);

      assertThat(process.aliveMebibytes()).isBetween(0.1, 20.0);
    }
  }

  @Test
  @Timeout(60)
  void whatAnotherProgramKeepsAlive_isNotKnown() throws Exception {
    try (MeasuredProcess process = MeasuredProcess.start(folder, List.of("cat"))) {
      assertThatThrownBy(process::aliveMebibytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no histogram");
    }
  }
}
