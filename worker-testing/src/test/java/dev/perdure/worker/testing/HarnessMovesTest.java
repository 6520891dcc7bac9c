package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client can do to a worker besides sending a request and awaiting its answer. */
class HarnessMovesTest {
  @ParameterizedTest
  @EnumSource
  void piecesOfARequest_areOneRequest(Protocol protocol) {
    WorkRequest request = WorkRequest.of(3, List.of("a"));
    List<byte[]> pieces = new ArrayList<>();
    for (byte b : protocol.encode(request)) {
      pieces.add(new byte[] {b});
    }
    try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
      worker.send(List.of(request), pieces);

      assertThat(worker.await(3).output()).isEqualTo("a\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestsInOneWrite_areOwedAnAnswerEach(Protocol protocol) {
    WorkRequest answered = WorkRequest.of(1, List.of("a"));
    // The worker answers no more, and so the wait for this answer ends.
    WorkRequest forgotten = WorkRequest.of(2, List.of("close"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(protocol.encode(answered));
    bytes.writeBytes(protocol.encode(forgotten));
    WorkerHarness worker = Fixture.inProcess(protocol).start();
    worker.send(List.of(answered, forgotten), List.of(bytes.toByteArray()));

    assertThat(worker.await(1).output()).isEqualTo("a\n");
    assertThatThrownBy(worker::close)
        .isInstanceOfSatisfying(
            WorkerFailure.class,
            failure -> {
              assertThat(failure.symptom()).isEqualTo(Symptom.ANSWER_MISSING);
              assertThat(failure.problem()).isEqualTo("no answer came to request 2");
            });
  }

  @ParameterizedTest
  @EnumSource
  void timeoutWithoutEnd_isNone(Protocol protocol) {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    try (WorkerHarness worker = Fixture.process(protocol).timeout(forever).start()) {
      assertThat(worker.work("a").output()).isEqualTo("a\n");
      assertThat(worker.end()).isZero();
    }
  }

  @Test
  void endByASignal_isAwaitedWithTheInputOpen() {
    try (WorkerHarness worker = Fixture.process(Protocol.PROTO).start()) {
      worker.work("a");
      assertThat(worker.hasEnded()).isFalse();

      worker.terminate();

      assertThat(worker.awaitEnd()).as("128 and the number of SIGTERM").isEqualTo(143);
      assertThat(worker.hasEnded()).isTrue();
    }
  }

  @Test
  void workerThatDoesNotEndByItself_fails() {
    try (WorkerHarness worker =
        Fixture.inProcess(Protocol.PROTO).answerTimeout(Duration.ofMillis(200)).start()) {
      assertThatThrownBy(worker::awaitEnd)
          .isInstanceOfSatisfying(
              WorkerFailure.class,
              failure -> assertThat(failure.symptom()).isEqualTo(Symptom.NOT_ENDING));
    }
  }
}
