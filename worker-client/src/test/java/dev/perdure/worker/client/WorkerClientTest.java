package dev.perdure.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and their answers. */
class WorkerClientTest extends ClientTesting {
  @ParameterizedTest
  @ValueSource(strings = {"json", "proto"})
  void requests_areAnsweredByOneWorkerInEachProtocol(String protocol) throws Exception {
    try (WorkerClient client = builder().protocol(protocol).build()) {
      WorkResponse first = work(client, "pid");
      assertThat(client.processes())
          .extracting(process -> Long.toString(process.pid()))
          .containsExactly(first.output());
      assertThat(work(client, "pid")).isEqualTo(first);
      assertThat(work(client, "exit", "3")).isEqualTo(WorkResponse.of(0, 3, ""));
    }
  }

  @Test
  void answer_hasTheIdOfTheCallersRequest() throws Exception {
    try (WorkerClient client = builder().multiplex(2).build()) {
      assertThat(client.work(WorkRequest.of(77, List.of("exit", "0"))))
          .isEqualTo(WorkResponse.of(77, 0, ""));
    }
  }

  @Test
  void inputs_arriveWithTheirDigests() throws Exception {
    Files.writeString(directory.resolve("a.txt"), "a");
    Input input = InputFiles.in(directory).input("a.txt");
    assertThat(input.digest())
        .isEqualTo(
            Digest.ofText("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"));
    try (WorkerClient client = builder().directory(directory).build()) {
      WorkRequest request =
          WorkRequest.of(0, List.of("inputs"))
              .withInputs(InputFiles.in(directory).inputs(List.of("a.txt")));
      assertThat(client.work(request).output()).isEqualTo(input + "\n");
    }
  }

  @Test
  void sandboxDirectory_isSent() throws Exception {
    Files.createDirectories(directory.resolve("box"));
    try (WorkerClient client = builder().directory(directory).multiplex(1).build()) {
      WorkRequest request = WorkRequest.of(0, List.of("sandbox")).withSandboxDir("box");
      assertThat(client.work(request).output()).endsWith("box/file");
    }
  }

  @Test
  void singleplexRequests_goToAsManyWorkersAsAreSet() throws Exception {
    try (WorkerClient client = builder().workers(2).build()) {
      SentRequest first = client.send(request("wait", directory.resolve("1").toString()));
      SentRequest second = client.send(request("wait", directory.resolve("2").toString()));
      seen.addAll(client.processes());
      assertThat(client.processes()).hasSize(2);
      Future<SentRequest> third = threads.submit(() -> client.send(request("pid")));
      // It can't be sent before a worker is free, and none is until this cancel.
      first.cancel();

      assertThat(first.await().wasCancelled()).isTrue();
      assertThat(third.get().await().exitCode()).isZero();
      assertThat(client.processes()).hasSize(2);
      assertThat(second.future()).isNotDone();
      second.cancel();
      assertThat(second.await().wasCancelled()).isTrue();
    }
  }

  @Test
  void multiplexRequests_meetInOneWorker() throws Exception {
    try (WorkerClient client = builder().multiplex(3).workers(2).build()) {
      // Each ends when all have begun.
      List<SentRequest> sent =
          List.of(
              client.send(request("meet")),
              client.send(request("meet")),
              client.send(request("meet")));
      seen.addAll(client.processes());
      for (SentRequest each : sent) {
        assertThat(each.await()).isEqualTo(WorkResponse.of(0, 0, ""));
      }
      assertThat(client.processes()).hasSize(1);
    }
  }

  @Test
  void future_givesTheAnswer() throws Exception {
    try (WorkerClient client = builder().build()) {
      assertThat(client.send(request("exit", "4")).future().get().exitCode()).isEqualTo(4);
    }
  }

  @Test
  void cancelMessage_isRefused() {
    try (WorkerClient client = builder().build()) {
      assertThatThrownBy(() -> client.send(WorkRequest.cancelOf(7)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("request 7 is a cancel");
    }
  }

  @Test
  void unknownProtocol_isRefused() {
    assertThatThrownBy(() -> builder().protocol("xml").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("xml", "json", "proto");
  }

  @Test
  void environment_isAllThatTheWorkerHas() throws Exception {
    Path file = directory.resolve("environment");
    try (WorkerClient client =
        WorkerClient.builder("/bin/sh", "-c", "/usr/bin/env > '" + file + "'", "sh")
            .environment(Map.of("A", "b"))
            .retries(0)
            .build()) {
      assertThatThrownBy(() -> client.work(request("x"))).isInstanceOf(WorkerLostException.class);
    }
    assertThat(Files.readAllLines(file)).contains("A=b").noneMatch(it -> it.startsWith("HOME="));
  }
}
