package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --worker_log}: some clients throw standard error away. */
@Timeout(60)
class LogFileTest {
  @TempDir Path files;

  private static WorkerHarness start(Loop loop, Protocol protocol, String file) {
    List<String> command = new ArrayList<>(Place.command(loop));
    command.addAll(List.of("--persistent_worker", "--worker_log=" + file));
    return WorkerHarness.process(command).protocol(protocol).start();
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void log_isInTheFileAndWhereItWas(Loop loop, Protocol protocol) throws Exception {
    try (WorkerHarness worker = start(loop, protocol, files.resolve("worker %p.log").toString())) {
      long pid = worker.pid();
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.work("retire", "the tool is spoilt").exitCode()).isEqualTo(3);
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.log()).contains("the tool is spoilt", "[retired-by-handler]");
      assertThat(files.resolve("worker " + pid + ".log")).hasContent(worker.log());
    }
  }

  @ParameterizedTest
  @EnumSource
  void earlierLog_isKept(Protocol protocol) throws Exception {
    Path file = Files.writeString(files.resolve("log"), "of an earlier worker\n");
    try (WorkerHarness worker = start(Loop.SINGLEPLEX, protocol, file.toString())) {
      assertThat(worker.work("retire", "the tool is spoilt").exitCode()).isEqualTo(3);
      assertThat(worker.awaitEnd()).isZero();
      assertThat(file).hasContent("of an earlier worker\n" + worker.log());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/log", "/dev/full"})
  void fileThatCanNotBeWritten_costsTheCopyOnly(String file) {
    try (WorkerHarness worker = start(Loop.MULTIPLEX, Protocol.JSON, file)) {
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.work("retire", "the tool is spoilt").exitCode()).isEqualTo(3);
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.log()).contains("the tool is spoilt");
      assertThat(worker.log().contains("[log-file-failed]")).isEqualTo(file.startsWith("/nowhere"));
    }
  }
}
