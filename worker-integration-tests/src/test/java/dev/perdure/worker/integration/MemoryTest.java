package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.ByteArrayOutputStream;
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
  private static final WorkRequest FILL = request("fail", "memory");
  private static final WorkRequest FINE = request("echo", "fine");

  private WorkerHarness start(Loop loop, Protocol protocol) {
    return WorkerHarness.process(Place.command(loop, "-Xmx40m")).protocol(protocol).start();
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, PROTO"})
  void handlerThatFillsTheHeap_isAnsweredAndTheWorkerLivesOn(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      sendTogether(worker, protocol, FILL, FINE, FILL, FINE, FILL, FINE);
      for (int i = 0; i < 3; i++) {
        WorkResponse answer = worker.await(0);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output()).contains("OutOfMemoryError");
        assertThat(worker.await(0).output()).isEqualTo("fine");
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
      // The thread that would end the worker can't be started, either.
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void answerOfAnySize_isGivenOrReplaced(Loop loop, Protocol protocol) {
    List<String> command = Place.command(loop, "-Xmx40m", "-Doutput=" + (128 << 20));
    try (WorkerHarness worker = WorkerHarness.process(command).protocol(protocol).start()) {
      WorkRequest[] requests = new WorkRequest[11];
      for (int i = 0; i < 10; i++) {
        requests[i] = request("print", Integer.toString((i + 1) << 21));
      }
      requests[10] = FINE;
      sendTogether(worker, protocol, requests);
      int replaced = 0;
      for (int i = 0; i < 10; i++) {
        WorkResponse answer = worker.await(0);
        if (answer.exitCode() == 0) {
          assertThat(answer.output()).hasSize((i + 1) << 21);
        } else {
          replaced++;
        }
      }
      assertThat(replaced).as("answers that did not fit").isPositive();
      assertThat(worker.await(0).output()).isEqualTo("fine");
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void outputThatIsMuchLargerThanTheHeap_isCutToWhatIsKept(Loop loop, Protocol protocol) {
    List<String> command = Place.command(loop, "-Xmx40m", "-Doutput=" + (1 << 20));
    try (WorkerHarness worker = WorkerHarness.process(command).protocol(protocol).start()) {
      WorkResponse answer = worker.work("print-much", "100");
      assertThat(answer.exitCode()).isZero();
      assertThat(answer.output())
          .hasSizeBetween(1 << 20, (1 << 20) + 100)
          .startsWith("xxx")
          .contains((99 << 20) + " bytes of the output were left out here")
          .endsWith("xxx");
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void requestThatDoesNotFit_endsTheWorkerWithADiagnosis(Loop loop, Protocol protocol) {
    try (WorkerHarness worker = start(loop, protocol)) {
      worker.work("nothing");
      worker.sendBytes(encode(protocol, request("echo", "x".repeat(60 << 20))));
      assertThat(worker.end()).isEqualTo(1);
      assertThat(worker.log().stripTrailing().lines().reduce("", (first, second) -> second))
          .contains("OutOfMemoryError")
          .endsWith("[worker-broken]");
    }
  }

  /** All that the requests sent is several times the heap. */
  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "MULTIPLEX, PROTO"})
  void threadsThatAToolKeeps_keepNoRequests(Loop loop, Protocol protocol) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      inputs.add(new Input("path/of/an/input/in/some/package/" + i, Digest.ofText("digest" + i)));
    }
    try (WorkerHarness worker = start(loop, protocol)) {
      for (int i = 0; i < 40; i++) {
        assertThat(
                worker.work(
                    WorkRequest.of(0, List.of("keep-thread")).withInputs(inputs).withVerbosity(10)))
            .isEqualTo(WorkResponse.of(0, 0, ""));
      }
      assertThat(worker.work("echo", "fine").output()).isEqualTo("fine");
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).doesNotContain("[retired-out-of-memory]");
    }
  }

  private static WorkRequest request(String... arguments) {
    return WorkRequest.of(0, List.of(arguments));
  }

  /** In one write: a worker whose memory ran out ends, but not while a request is on its way in. */
  private static void sendTogether(
      WorkerHarness worker, Protocol protocol, WorkRequest... requests) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (WorkRequest request : requests) {
      bytes.writeBytes(encode(protocol, request));
    }
    worker.send(List.of(requests), List.of(bytes.toByteArray()));
  }

  private static byte[] encode(Protocol protocol, WorkRequest request) {
    try {
      return BareWorker.encode(protocol, request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
