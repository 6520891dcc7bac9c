package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the official library ignores or dies of, and what proto3 JSON and older clients send. */
@Timeout(60)
class JsonDialectTest {
  private WorkerHarness start(Loop loop) {
    return WorkerHarness.inProcess(loop.configure(Worker.of(Deeds::work)))
        .protocol(Protocol.JSON)
        .start();
  }

  private static WorkResponse answer(WorkerHarness worker, int id, String request) {
    worker.sendBytes(request.getBytes(UTF_8));
    return worker.await(id);
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void snakeCaseKeys_areHeeded(Loop loop) {
    try (WorkerHarness worker = start(loop)) {
      assertThat(
              answer(
                      worker,
                      3,
                      "{\"arguments\":[\"describe\"],\"request_id\":3,\"sandbox_dir\":\"box\"}")
                  .output())
          .isEqualTo("[describe] id=3 verbosity=0 x=box/x");
    }
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void nullsAndTextualNumbers_areHeeded(Loop loop) {
    try (WorkerHarness worker = start(loop)) {
      assertThat(answer(worker, 0, "{\"arguments\":null,\"inputs\":null,\"requestId\":null}\n"))
          .isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(answer(worker, 5, "{\"requestId\":\"5\",\"verbosity\":\"0\"}"))
          .isEqualTo(WorkResponse.of(5, 0, ""));
    }
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void emptyObject_isAnEmptyRequest(Loop loop) {
    try (WorkerHarness worker = start(loop)) {
      assertThat(answer(worker, 0, "{}")).isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(answer(worker, 0, "{\n}")).isEqualTo(WorkResponse.of(0, 0, ""));
    }
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void cancelMessage_isNoRequest(Loop loop) {
    try (WorkerHarness worker = start(loop)) {
      assertThat(answer(worker, 0, "{\"arguments\":[\"echo\",\"a\"]}").output()).isEqualTo("a");
      worker.sendBytes("{\"cancel\":true}{\"requestId\":4,\"cancel\":true}".getBytes(UTF_8));
      assertThat(answer(worker, 0, "{\"arguments\":[\"echo\",\"b\"]}").output()).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @EnumSource(Loop.class)
  void objectsWithoutLineFeeds_areTakenOneByOne(Loop loop) {
    try (WorkerHarness worker = start(loop)) {
      StringBuilder all = new StringBuilder();
      for (int id = 1; id <= 20; id++) {
        all.append("{\"arguments\":[\"return\",\"" + id + "\"],\"requestId\":" + id + "}");
      }
      worker.sendBytes(all.toString().getBytes(UTF_8));
      for (int id = 1; id <= 20; id++) {
        assertThat(worker.await(id)).isEqualTo(WorkResponse.of(id, id, ""));
      }
    }
  }
}
