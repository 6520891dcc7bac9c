package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where it goes what a tool prints on threads that it did not start for the request. */
@Timeout(60)
class ToolThreadsTest {
  @TempDir Path files;

  private static WorkerHarness start(Loop loop) {
    return WorkerHarness.process(Place.command(loop, "-Dpool=early"))
        .protocol(Protocol.JSON)
        .start();
  }

  @ParameterizedTest
  @EnumSource
  void threadsOfNoRequest_printIntoTheAnswerOfTheOnlyOne(Loop loop) {
    List<String> kinds =
        List.of(
            "earlier", "common", "future", "delayed", "timer", "thread", "bare-thread", "virtual");
    try (WorkerHarness worker = start(loop)) {
      for (int round = 0; round < 2; round++) {
        for (String kind : kinds) {
          assertThat(worker.work("print-on", kind)).isEqualTo(WorkResponse.of(0, 0, "on " + kind));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadsOfAnEarlierRequest_printToTheLog(Loop loop) {
    try (WorkerHarness worker = start(loop)) {
      assertThat(worker.work("print-on", "kept").output()).isEqualTo("on kept");
      assertThat(worker.work("print-on", "kept").output()).isEmpty();
      Await.until("the log", () -> worker.log().contains("on kept"));
    }
  }

  @Test
  void threadsOfNoRequest_whileSeveralRun_printToTheLog() throws Exception {
    Path on = files.resolve("on");
    Path end = files.resolve("end");
    Path off = files.resolve("off");
    try (WorkerHarness worker = start(Loop.MULTIPLEX)) {
      worker.send(WorkRequest.of(1, List.of("await-file", "" + on, "" + end, "" + off)));
      Await.file(on);
      assertThat(worker.work(WorkRequest.of(2, List.of("print-on", "earlier"))).output()).isEmpty();
      Await.until("the log", () -> worker.log().contains("on earlier"));
      Files.createFile(end);
      assertThat(worker.await(1).output()).isEqualTo("finished");
    }
  }
}
