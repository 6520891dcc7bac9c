package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A tool that exits ends its request and nothing else, on whatever thread it does. */
@Timeout(60)
class ExitTrapContractTest {
  @TempDir Path files;

  private WorkerHarness start(Loop loop, Protocol protocol) throws IOException {
    return WorkerHarness.process(TrappedWorker.command(loop, files)).protocol(protocol).start();
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void exitAndHalt_areTheAnswersExitCodes(Loop loop, Protocol protocol) throws Exception {
    try (WorkerHarness worker = start(loop, protocol)) {
      assertThat(worker.work("exit", "7")).isEqualTo(WorkResponse.of(0, 7, ""));
      assertThat(worker.work("halt", "-1")).isEqualTo(WorkResponse.of(0, -1, ""));
      assertThat(worker.work("exit", "0")).isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(worker.work("echo", "fine")).isEqualTo(WorkResponse.of(0, 0, "fine"));
      assertThat(worker.end()).as("the exit of main").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void exit_onAThreadOfAnyKind_endsTheOnlyRequest(Loop loop) throws Exception {
    List<String> kinds =
        List.of(
            "earlier",
            "kept",
            "common",
            "future",
            "delayed",
            "timer",
            "thread",
            "bare-thread",
            "virtual",
            "cleaner",
            "finalizer");
    try (WorkerHarness worker = start(loop, Protocol.JSON)) {
      for (int round = 0; round < 2; round++) {
        int status = 20 + round;
        for (String kind : kinds) {
          assertThat(worker.work("exit-on", kind, "" + status))
              .as(kind)
              .isEqualTo(WorkResponse.of(0, status, ""));
          assertThat(worker.work("exit-caught", kind).exitCode()).as(kind).isEqualTo(5);
        }
      }
      assertThat(worker.work("echo", "fine")).isEqualTo(WorkResponse.of(0, 0, "fine"));
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void exit_whileNoRequestRuns_endsOnlyItsThread(Loop loop) throws Exception {
    Path go = files.resolve("go");
    try (WorkerHarness worker = start(loop, Protocol.JSON)) {
      worker.work("exit-later", go.toString());
      Files.createFile(go);
      Await.until("the exit", () -> worker.log().contains("[exit-between-requests]"));
      assertThat(worker.work("echo", "fine")).isEqualTo(WorkResponse.of(0, 0, "fine"));
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void exit_ofAShutdownHook_endsOnlyItsThread(Loop loop) throws Exception {
    try (WorkerHarness worker = start(loop, Protocol.JSON)) {
      assertThat(worker.work("exit-in-hook", "9").exitCode()).isZero();
      assertThat(worker.work("halt-in-hook", "8").exitCode()).isZero();
      assertThat(worker.end()).as("the exit of main").isZero();
      assertThat(worker.log())
          .containsOnlyOnce("called exit(9): only it was ended [exit-after-answer]")
          .containsOnlyOnce("called exit(8): only it was ended [exit-after-answer]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void exit_ofAShutdownHook_whenTheWorkerIsTerminated_changesNothing(Loop loop) throws Exception {
    List<String> command = new ArrayList<>(TrappedWorker.command(loop, files));
    command.add("--persistent_worker");
    try (BareWorker worker = BareWorker.start(files, Map.of(), command)) {
      worker.send(Protocol.PROTO, WorkRequest.of(1, List.of("halt-in-hook", "9")));
      assertThat(worker.answers().read()).isPositive();
      worker.terminate();
      worker.awaitEnd();
      assertThat(worker.exitCode()).as("of SIGTERM").isEqualTo(143);
    }
  }

  /** Takes the 10 s that such work has to stop. */
  @Test
  void exit_ofWorkThatNeverStops_isAnswered_andTheWorkerEndsWhenNothingElseRuns() throws Exception {
    Path on = files.resolve("on");
    Path end = files.resolve("end");
    try (WorkerHarness worker = start(Loop.MULTIPLEX, Protocol.PROTO)) {
      worker.send(
          WorkRequest.of(2, List.of("await-file", "" + on, "" + end, "" + files.resolve("off"))));
      Await.file(on);
      WorkRequest deaf = WorkRequest.of(1, List.of("exit-deaf", "7"));
      assertThat(worker.work(deaf)).isEqualTo(WorkResponse.of(1, 7, ""));
      assertThat(worker.hasEnded()).as("while another request runs").isFalse();
      Files.createFile(end);
      assertThat(worker.await(2).output()).isEqualTo("finished");
      assertThat(worker.awaitEnd()).isEqualTo(1);
      assertThat(worker.log().strip()).contains("\tat ").endsWith("[exit-stuck]");
    }
  }

  @Test
  void exit_ofNobodysThread_whileSeveralRequestsRun_failsThemAll() throws Exception {
    try (WorkerHarness worker = start(Loop.MULTIPLEX, Protocol.PROTO)) {
      for (String status : List.of("7", "0")) {
        Path on = files.resolve("on" + status);
        worker.send(WorkRequest.of(1, List.of("await-interrupt", on.toString())));
        Await.file(on);
        worker.send(WorkRequest.of(2, List.of("exit-on", "earlier", status)));
        for (int id = 1; id <= 2; id++) {
          WorkResponse answer = worker.await(id);
          assertThat(answer.exitCode()).isEqualTo(status.equals("0") ? 1 : 7);
          assertThat(answer.output()).contains("called exit(" + status + ")", "[exit-of-all]");
        }
      }
      Await.until("the log", () -> worker.log().contains("[exit-of-all]"));
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.end()).isZero();
    }
  }
}
