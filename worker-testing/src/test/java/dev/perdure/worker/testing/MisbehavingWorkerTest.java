package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perdure.worker.WorkRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each thing that a worker can do wrong ends in a failure that says what it was. */
final class MisbehavingWorkerTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @ParameterizedTest
  @EnumSource
  void secondAnswer_failsAtClose(Protocol protocol) {
    WorkerHarness worker = Fixture.process(protocol).start();
    assertThat(worker.work("twice").exitCode()).isZero();

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith(
            "a second answer came: request 0, exit code 0, output \"twice\\n\"\n  worker: speaks ")
        .hasMessageContaining("speaks " + protocol + ", process ")
        .hasMessageContaining("sent: 1 message; the last: request 0 [\"twice\"]")
        .hasMessageContaining("came: 2 answers; the last: request 0, exit code 0")
        .hasMessageContaining("log:\n    the fixture is ready");
  }

  @ParameterizedTest
  @EnumSource
  void answerToUnknownRequest_failsTheWait(Protocol protocol) {
    try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
      assertThatThrownBy(() -> worker.work("unknown", "99"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith(
              "an answer came to a request that was never sent: request 99, exit code 0")
          .hasMessageContaining("awaited: the answer to request 0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void missingAnswer_failsTheWaitAtItsDeadline(Protocol protocol) {
    try (WorkerHarness worker = Fixture.inProcess(protocol).answerTimeout(SHORT).start()) {
      worker.send(WorkRequest.of(0, List.of("never")));
      assertThat(failureThatShows("    this request is forgotten", worker))
          .hasMessageStartingWith("the worker did not answer request 0 within 0.300 s")
          .hasMessageContaining("came: nothing")
          .hasMessageContaining(
              "speaks " + protocol + ", in this process, running:\n    worker-harness-")
          .hasMessageContaining("FixtureWorker.serve");
    }
  }

  /** The failure of a wait for request 0, the first or a later one: a slow worker shows it late. */
  private static WorkerFailure failureThatShows(String text, WorkerHarness worker) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    WorkerFailure failure;
    do {
      failure = catchThrowableOfType(WorkerFailure.class, () -> worker.await(0));
    } while (!failure.getMessage().contains(text) && System.nanoTime() - end < 0);
    assertThat(failure).hasMessageContaining(text);
    return failure;
  }

  @Test
  void missingAnswerThatNobodyAwaited_failsAtClose() {
    WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).answerTimeout(SHORT).start();
    worker.send(WorkRequest.of(4, List.of("never")));

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith("no answer came to request 4\n");
  }

  @ParameterizedTest
  @EnumSource
  void foreignBytesBeforeTheFirstAnswer_failTheWait(Protocol protocol) {
    try (WorkerHarness worker = Fixture.process(protocol, "banner").start()) {
      assertThatThrownBy(() -> worker.work("a"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith("foreign bytes on the worker's standard output at offset 0: ")
          .hasMessageContaining(
              "0  57 65 6c 63 6f 6d 65 20 74 6f 20 74 68 65 20 77  |Welcome to the w|")
          .hasMessageContaining("|orker!.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void foreignBytesBetweenAnswers_failTheWaitWithTheirOffset(Protocol protocol) {
    try (WorkerHarness worker = Fixture.process(protocol).start()) {
      int length = protocol == Protocol.PROTO ? 12 : 66;
      worker.work("a");
      assertThatThrownBy(() -> worker.work("foreign-before", "hello, print"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageContaining("at offset " + (length - 1) + ": expected ")
          .hasMessageContaining("|hello, print");
      assertThatThrownBy(() -> worker.work("a"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith(
              "the worker's standard output can't be read any more, as foreign bytes came, before");
    }
  }

  @Test
  void workerThatGoesOnAfterForeignBytes_isNotBlocked() {
    try (WorkerHarness worker = Fixture.inProcess(Protocol.JSON).start()) {
      assertThatThrownBy(() -> worker.work("foreign-before", "x".repeat(1 << 20)))
          .isInstanceOf(WorkerFailure.class);
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void foreignBytesAfterTheLastAnswer_failAtClose(Protocol protocol) {
    WorkerHarness worker = Fixture.inProcess(protocol).start();
    worker.work("foreign-after", "bye");

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith("foreign bytes on the worker's standard output at offset ")
        .hasMessageContaining("62 79 65");
  }

  @ParameterizedTest
  @EnumSource
  void halfAnswer_isShownAtTheDeadline(Protocol protocol) {
    WorkerHarness worker = Fixture.inProcess(protocol).answerTimeout(SHORT).start();
    worker.send(WorkRequest.of(0, List.of("half")));
    assertThat(failureThatShows("an answer that is not finished:\n           0  ", worker))
        .hasMessageStartingWith("the worker did not answer request 0 within 0.300 s");
    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith(
            "the worker's standard output ended within the answer that began at offset 0, after ");
  }

  @ParameterizedTest
  @EnumSource
  void halfAnswerAndExit_failTheWait(Protocol protocol) {
    try (WorkerHarness worker = Fixture.process(protocol).start()) {
      assertThatThrownBy(() -> worker.work("half-exit"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith("the worker's standard output ended within the answer");
    }
  }

  @Test
  void earlyExit_failsTheWaitWithExitCodeAndLastWords() {
    try (WorkerHarness worker = Fixture.process(Protocol.PROTO).start()) {
      assertThatThrownBy(() -> worker.work("exit", "23"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith("the worker ended with exit code 23 before it answered request 0")
          .hasMessageContaining("ended with exit code 23: /")
          .hasMessageContaining("    leaving early");
      assertThat(worker.end()).isEqualTo(23);
    }
  }

  @Test
  void requestToAWorkerThatEnded_fails() {
    try (WorkerHarness worker = Fixture.process(Protocol.PROTO).start()) {
      worker.work("a");
      worker.end();
      assertThatThrownBy(() -> worker.work("b"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith("the worker ended with exit code 0 before it read request 0");
    }
  }

  @Test
  void closedStandardOutput_failsTheWait() {
    try (WorkerHarness worker = Fixture.process(Protocol.PROTO).start()) {
      worker.work("a");
      assertThatThrownBy(() -> worker.work("close"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith(
              "the worker closed its standard output or input, and runs on, before it answered");
    }
  }

  @Test
  void workerThatDoesNotRead_failsTheSend() {
    WorkerHarness worker = Fixture.process(Protocol.PROTO, "deaf").timeout(SHORT).start();
    WorkRequest large = WorkRequest.of(1, List.of("x".repeat(1 << 20)));
    assertThatThrownBy(() -> worker.send(large))
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith("the worker did not read request 1 within 0.300 s")
        .hasMessageContaining("xxxxxx…\"");
    long pid = worker.pid();
    assertThatThrownBy(worker::close).isInstanceOf(WorkerFailure.class);

    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void workerThatDoesNotEnd_isKilledAndFails() {
    try (WorkerHarness worker =
        Fixture.process(Protocol.PROTO, "stubborn")
            .timeout(Duration.ofSeconds(2))
            .answerTimeout(Duration.ofSeconds(30))
            .start()) {
      worker.work("a");
      long pid = worker.pid();

      assertThatThrownBy(worker::close)
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith("the worker did not end within 2 s of the end of its input");
      assertThat(ProcessHandle.of(pid)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void answerAsCancelledThatNobodyCancelled_fails(Protocol protocol) {
    WorkerHarness worker = Fixture.inProcess(protocol).start();
    worker.work("cancelled");

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith(
            "an answer came as cancelled, and nobody cancelled it: request 0, cancelled");
  }

  @ParameterizedTest
  @EnumSource(names = {"CHILD", "ORPHAN"})
  void processLeftBehind_isNamedAndKilled(Leak leak) {
    WorkerHarness worker = Fixture.process(Protocol.PROTO).start();
    worker.work(leak.behaviour());

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith("the worker left a process running: ")
        .hasMessageContaining("sleep 600")
        .satisfies(failure -> assertThat(isRunning(pidIn(failure.getMessage()))).isFalse());
  }

  enum Leak {
    CHILD,
    ORPHAN;

    String behaviour() {
      return this == CHILD ? "child" : "orphan";
    }
  }

  private static long pidIn(String message) {
    return Long.parseLong(message.replaceFirst("(?s).*?running: (\\d+) .*", "$1"));
  }

  private static boolean isRunning(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException e) {
      // Gone, perhaps while it was read.
      return false;
    }
  }

  @Test
  void threadLeftBehind_isNamedWithItsStack() {
    WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).start();
    worker.work("thread");

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith("the worker left a thread running: forgotten, WAITING")
        .hasMessageContaining("FixtureWorker.sleepUntilInterrupted");
  }

  @Test
  void workerInThisProcessThatThrows_hasTheTraceInItsLog() {
    try (WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).start()) {
      assertThatThrownBy(() -> worker.work("throw"))
          .isInstanceOf(WorkerFailure.class)
          .hasMessageStartingWith("the worker ended with exit code 1 before it answered request 0")
          .hasMessageContaining("IllegalStateException: the fixture was asked to throw");
    }
  }

  @Test
  void severalProblems_areListed() {
    WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).start();
    worker.send(WorkRequest.of(1, List.of("twice")));
    worker.send(WorkRequest.of(2, List.of("thread")));

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith("2 problems:\n- a second answer came")
        .hasMessageContaining("\n- the worker left a thread running");
  }

  @Test
  void answerToRawBytesThatNobodyAwaited_failsAtClose() {
    WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).start();
    worker.sendBytes(Protocol.PROTO.encode(WorkRequest.of(8, List.of("a"))));

    assertThatThrownBy(worker::close)
        .isInstanceOf(WorkerFailure.class)
        .hasMessageStartingWith("an answer came that nobody awaited: request 8");
  }
}
