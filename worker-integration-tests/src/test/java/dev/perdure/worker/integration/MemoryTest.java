package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real shortage, in a process with a small heap. */
@Timeout(120)
class MemoryTest {
  private WorkerHarness start(Loop loop, Protocol protocol) {
    return WorkerHarness.process(Place.command(loop, "-Xmx40m")).protocol(protocol).start();
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, PROTO"})
  void handlerThatFillsTheHeap_isAnsweredAndTheWorkerLivesOn(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      for (int i = 0; i < 3; i++) {
        WorkResponse answer = worker.work("fail", "memory");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output()).contains("OutOfMemoryError");
        assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      }
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void handlerThatStartsThreadsUntilNoneCanBe_isAnsweredAndTheWorkerLivesOn(
      Loop loop, Protocol protocol) {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -v 3000000; exec \"$@\"", "sh"));
    command.addAll(
        Place.command(
            loop, "-Xlog:disable", "-Xmx40m", "-Xss64m", "-XX:CompressedClassSpaceSize=48m"));
    try (WorkerHarness worker = WorkerHarness.process(command).protocol(protocol).start()) {
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      WorkResponse answer = worker.work("fail", "threads");
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.output()).contains("OutOfMemoryError");
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void answerOfAnySize_isGivenOrReplaced(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      int replaced = 0;
      for (int mebibytes = 2; mebibytes <= 20; mebibytes += 2) {
        WorkResponse answer = worker.work("print", Integer.toString(mebibytes << 20));
        if (answer.exitCode() == 0) {
          assertThat(answer.output()).hasSize(mebibytes << 20);
        } else {
          replaced++;
        }
      }
      assertThat(replaced).as("answers that did not fit").isPositive();
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void requestThatDoesNotFit_endsTheWorkerWithADiagnosis(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      worker.work("nothing");
      worker.sendBytes(large(protocol));
      assertThat(worker.end()).isEqualTo(1);
      assertThat(worker.log().stripTrailing().lines().reduce("", (first, second) -> second))
          .contains("OutOfMemoryError")
          .endsWith("[worker-broken]");
    }
  }

  private static byte[] large(Protocol protocol) {
    try {
      return BareWorker.encode(protocol, WorkRequest.of(0, List.of("echo", "x".repeat(60 << 20))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
