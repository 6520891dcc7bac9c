package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing but frames on stdout, and nobody but the worker reads stdin. The harness checks. */
@Timeout(120)
class StdoutGuardTest {
  @TempDir Path files;

  private WorkerHarness start(Loop loop, Protocol protocol) {
    return WorkerHarness.process(Place.command(loop, "-Dpool=early", "-Djna.tmpdir=" + files))
        .protocol(protocol)
        .start();
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, PROTO"})
  void junkPastSystemOut_reachesNoAnswer(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      for (String deed : List.of("junk-of-descriptor", "junk-of-library")) {
        assertThat(worker.work(deed)).as(deed).isEqualTo(WorkResponse.of(0, 0, ""));
      }
      assertThat(worker.work("shell", "echo junk; echo more >&2"))
          .isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).contains("more");
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void childThatReadsItsInput_eatsNoRequest(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      worker.send(WorkRequest.of(1, List.of("shell", "cat; exit 3")));
      worker.send(WorkRequest.of(2, List.of("echo", "not eaten")));
      assertThat(worker.await(1)).isEqualTo(WorkResponse.of(1, 3, ""));
      assertThat(worker.await(2).output()).isEqualTo("not eaten");
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, PROTO"})
  void threadDumps_reachNoAnswer(Loop loop, Protocol protocol) throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      awaitDescriptors(worker);
      for (int i = 0; i < 5; i++) {
        Path on = files.resolve("on" + i);
        Path go = files.resolve("go" + i);
        Path off = files.resolve("off" + i);
        worker.send(WorkRequest.of(0, List.of("await-file", "" + on, "" + go, "" + off)));
        Await.file(on);
        Process kill = new ProcessBuilder("kill", "-QUIT", "" + worker.pid()).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
        Files.createFile(go);
        assertThat(worker.await(0)).isEqualTo(WorkResponse.of(0, 0, "finished"));
      }
      Await.until("a dump in the log", () -> worker.log().contains("Full thread dump"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void descriptorsOfTheJdk_readAsEmptyAndWriteToTheLog(Loop loop) {
    try (WorkerHarness worker = start(loop, Protocol.PROTO)) {
      assertThat(worker.work("early-out", "silent")).isEqualTo(WorkResponse.of(0, 0, ""));
      awaitDescriptors(worker);
      assertThat(worker.work("descriptor-in").exitCode()).isEqualTo(-1);
      assertThat(worker.work("early-out", "line")).isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(worker.work("shell", "cat && echo end of $(echo input)").exitCode()).isZero();
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).contains("by descriptor", "early line", "end of input");
    }
  }

  /** Until the worker has come to them, which it does beside its first requests. */
  private static void awaitDescriptors(WorkerHarness worker) {
    Await.until(
        "descriptor 1", () -> worker.work("descriptor-out", "by descriptor").exitCode() == 0);
  }
}
