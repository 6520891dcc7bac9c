package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link CancelSteps#retireWhenStuck}: work that heeds nothing, in a worker process. */
@Timeout(60)
class StuckWorkTest {
  @TempDir Path files;

  private static WorkerHarness start(Loop loop, Protocol protocol) {
    return start(loop, protocol, 2);
  }

  private static WorkerHarness start(Loop loop, Protocol protocol, int slots) {
    return WorkerHarness.process(Place.command(loop, "-Dstuck=retires", "-Dslots=" + slots))
        .protocol(protocol)
        .start();
  }

  private WorkRequest stubborn(int id) {
    List<String> arguments = new ArrayList<>(List.of("await-file"));
    for (String name : List.of("on", "end", "off")) {
      arguments.add(files.resolve(name + id).toString());
    }
    return WorkRequest.of(id, arguments);
  }

  @ParameterizedTest
  @CsvSource({"MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void workThatCanNotBeStopped_isAnsweredAndEndsTheWorker(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      worker.send(stubborn(3));
      Await.file(files.resolve("on3"));
      worker.cancel(3);
      assertThat(worker.await(3)).isEqualTo(new WorkResponse(0, "", 3, true));
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.log())
          .contains("[handler-stuck]")
          .containsPattern("request 3 was cancelled \\d+ ms ago and does not stop in thread")
          .contains("the worker has ended [handler-given-up]");
      assertThat(files.resolve("off3")).doesNotExist();
    }
  }

  @Test
  void singleplexWorker_givesItsOnlyRequestUp() {
    try (WorkerHarness worker = start(Loop.SINGLEPLEX, Protocol.PROTO)) {
      worker.send(stubborn(0));
      Await.file(files.resolve("on0"));
      worker.cancel(0);
      assertThat(worker.await(0)).isEqualTo(new WorkResponse(0, "", 0, true));
      assertThat(worker.awaitEnd()).isZero();
      assertThat(worker.log()).contains("[handler-given-up]");
    }
  }

  @Test
  void otherRequests_areFinishedFirst() throws Exception {
    try (WorkerHarness worker = start(Loop.MULTIPLEX, Protocol.PROTO, 3)) {
      worker.send(stubborn(3));
      worker.send(stubborn(4));
      Await.file(files.resolve("on3"));
      Await.file(files.resolve("on4"));
      worker.cancel(3);
      assertThat(worker.await(3).wasCancelled()).isTrue();
      // Long enough for a worker that would not wait.
      for (int i = 0; i < 3000; i++) {
        assertThat(worker.work(WorkRequest.of(5, List.of("nothing"))).exitCode()).isZero();
      }
      Files.createFile(files.resolve("end4"));
      assertThat(worker.await(4)).isEqualTo(WorkResponse.of(4, 0, "finished"));
      assertThat(worker.awaitEnd()).isZero();
    }
  }

  @Test
  void severalRequestsThatAreStuck_doNotWaitForEachOther() {
    try (WorkerHarness worker = start(Loop.MULTIPLEX, Protocol.PROTO, 3)) {
      worker.send(stubborn(3));
      worker.send(stubborn(4));
      Await.file(files.resolve("on3"));
      Await.file(files.resolve("on4"));
      worker.cancel(3);
      worker.cancel(4);
      assertThat(worker.await(3).wasCancelled()).isTrue();
      assertThat(worker.await(4).wasCancelled()).isTrue();
      assertThat(worker.awaitEnd()).isZero();
    }
  }

  @Test
  void workThatStopsAfterItsAnswer_isNotAnsweredAgain() throws Exception {
    try (WorkerHarness worker = start(Loop.MULTIPLEX, Protocol.PROTO)) {
      worker.send(stubborn(3));
      worker.send(stubborn(4)); // Without it, the worker would end.
      Await.file(files.resolve("on3"));
      Await.file(files.resolve("on4"));
      worker.cancel(3);
      assertThat(worker.await(3).wasCancelled()).isTrue();
      Files.createFile(files.resolve("end3"));
      Await.file(files.resolve("off3"));
      // Its slot, the only free one, works again.
      assertThat(worker.work(WorkRequest.of(5, List.of("echo", "fine"))).output())
          .isEqualTo("fine");
      Files.createFile(files.resolve("end4"));
      assertThat(worker.await(4)).isEqualTo(WorkResponse.of(4, 0, "finished"));
    }
  }
}
