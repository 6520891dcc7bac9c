package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.process.WorkerLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the harness does with a worker that behaves. */
final class WorkingWorkerTest {
  private static final String[] AWKWARD = {
    "", "@@esc", "a=b", "<&'>", "quote\"back\\slash", "tab\tnewline\n", "Grün 世界 😀"
  };

  @ParameterizedTest
  @EnumSource
  void process_answersWithArgumentsAsSent(Protocol protocol) {
    try (WorkerHarness worker = Fixture.process(protocol).start()) {
      WorkResponse answer = worker.work(AWKWARD);

      assertThat(answer).isEqualTo(WorkResponse.of(0, 0, String.join("\n", AWKWARD) + "\n"));
      assertThat(worker.pid()).isPositive().isNotEqualTo(ProcessHandle.current().pid());
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).isEqualTo("the fixture is ready\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void inProcess_answersWithArgumentsAsSent(Protocol protocol) {
    try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
      assertThat(worker.work(AWKWARD).output()).isEqualTo(String.join("\n", AWKWARD) + "\n");
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).isEqualTo("the fixture is ready\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalRequestsInFlight_areAwaitedInAnyOrder(Protocol protocol) {
    try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
      worker.send(WorkRequest.of(1, List.of("a")));
      worker.send(WorkRequest.of(2, List.of("b")));
      worker.send(WorkRequest.of(0, List.of("c")));
      worker.send(WorkRequest.of(0, List.of("d")));

      assertThat(worker.await(2).output()).isEqualTo("b\n");
      assertThat(worker.await(1).output()).isEqualTo("a\n");
      assertThat(worker.await(0).output()).isEqualTo("c\n");
      assertThat(worker.await(0).output()).isEqualTo("d\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void digests_arriveAsTheirBytes(Protocol protocol) {
    try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
      List<Input> inputs =
          List.of(
              new Input("a.txt", Digest.ofText("5891b5b522d5")),
              new Input("b.txt", Digest.ofText("~~~>>>???")));

      WorkResponse answer =
          worker.work(
              WorkRequest.of(7, List.of("digests"))
                  .withInputs(inputs)
                  .withVerbosity(10)
                  .withSandboxDir("sandbox/7"));

      assertThat(answer.output()).isEqualTo("5891b5b522d5 ~~~>>>???");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancelledRequest_mayBeAnsweredAsCancelled(Protocol protocol) {
    try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
      worker.send(WorkRequest.of(5, List.of("never")));
      worker.cancel(5);

      assertThat(worker.await(5)).isEqualTo(WorkResponse.cancelled(5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void answerThatNobodyAwaits_isNoFailure(Protocol protocol) {
    try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
      worker.send(WorkRequest.of(1, List.of("a")));
    }
  }

  @Test
  void hugeAnswer_isRead() {
    String text = "x".repeat(5_000_000);
    for (Protocol protocol : Protocol.values()) {
      try (WorkerHarness worker = Fixture.inProcess(protocol).start()) {
        assertThat(worker.work(text).output()).isEqualTo(text + "\n");
      }
    }
  }

  @Test
  void rawBytes_canHoldARequest() {
    byte[] request = Protocol.PROTO.encode(WorkRequest.of(3, List.of("raw request")));
    try (WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).start()) {
      for (byte b : request) {
        worker.sendBytes(new byte[] {b});
      }

      assertThat(worker.await(3).output()).isEqualTo("raw request\n");
    }
  }

  @Test
  void environment_isTmpdirAlone() {
    try (WorkerHarness worker = Fixture.process(Protocol.PROTO).start()) {
      assertThat(worker.work("environment").output())
          .isEqualTo("{TMPDIR=" + System.getProperty("java.io.tmpdir") + "}");
    }
  }

  @Test
  void environmentAndDirectory_areAsSet(@TempDir Path directory) throws Exception {
    try (WorkerHarness worker =
        Fixture.process(Protocol.PROTO)
            .environment(Map.of("A", "b"))
            .directory(directory)
            .start()) {
      assertThat(worker.work("environment").output()).isEqualTo("{A=b}");
      assertThat(worker.work("directory").output()).isEqualTo(directory.toRealPath().toString());
    }
  }

  @Test
  void floodOfLog_blocksNothingAndKeepsItsEnd() {
    try (WorkerHarness worker = Fixture.process(Protocol.PROTO).start()) {
      worker.work("flood");
      worker.end();

      assertThat(worker.log())
          .startsWith("[9437")
          .endsWith("the flood is over\n")
          .hasSizeLessThan(WorkerLog.KEPT_BYTES + 100);
    }
  }

  @Test
  void killAndTerminate_endTheProcessAndNeedNoAnswer() {
    for (boolean kill : new boolean[] {true, false}) {
      try (WorkerHarness worker = Fixture.process(Protocol.PROTO, "stubborn").start()) {
        worker.work("a");
        worker.send(WorkRequest.of(1, List.of("never")));
        if (kill) {
          worker.kill();
        } else {
          worker.terminate();
        }
        assertThat(worker.end()).isEqualTo(kill ? 128 + 9 : 128 + 15);
      }
    }
  }

  @Test
  void workerInThisProcess_hasNoProcess() {
    try (WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).start()) {
      assertThatThrownBy(worker::pid).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(worker::kill).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(worker::terminate).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void misuse_isToldAtOnce() {
    WorkerHarness worker = Fixture.inProcess(Protocol.PROTO).start();
    assertThatThrownBy(() -> worker.await(7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("request 7 was not sent");
    worker.work("a");
    assertThatThrownBy(() -> worker.await(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the answer to request 0 was awaited before");
    worker.close();
    worker.close();
    assertThatThrownBy(() -> worker.work("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the harness is closed");
    assertThatThrownBy(() -> Fixture.inProcess(Protocol.PROTO).timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
    assertThatThrownBy(() -> Fixture.inProcess(Protocol.PROTO).directory(Path.of("x")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> WorkerHarness.process("/no/such/program").start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/no/such/program");
  }

  @RepeatedTest(20)
  void closing_leavesNoThreadOfTheHarness() {
    assertLeavesNoThread(Fixture.inProcess(Protocol.PROTO));
  }

  @Test
  void closingAProcess_leavesNoThreadOfTheHarness() {
    assertLeavesNoThread(Fixture.process(Protocol.PROTO));
  }

  private static void assertLeavesNoThread(WorkerHarness.Builder builder) {
    Set<Thread> before = harnessThreads();
    WorkerHarness worker = builder.start();
    worker.work("a");
    assertThat(harnessThreads()).hasSizeGreaterThan(before.size());
    worker.close();

    assertThat(harnessThreads()).isSubsetOf(before);
  }

  private static Set<Thread> harnessThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("worker-harness-"))
        .collect(Collectors.toSet());
  }
}
