package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the harness does as one client or another. */
final class ClientHarnessTest {
  @Test
  void nativeLink_runsTheWorkerAboveTheActionsDirectory(@TempDir Path directory)
      throws IOException {
    Path action = Files.createDirectory(directory.toRealPath().resolve("action"));
    List<String> command = List.of("/bin/sh", "-c", "pwd >pwd; echo noise >&2; cat >/dev/null");
    try (WorkerHarness worker =
        WorkerHarness.process(command).client(Client.NATIVELINK).directory(action).start()) {
      assertThat(worker.root()).isEqualTo(new ExecutionRoot(action));
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).as("discarded").isEmpty();
    }
    assertThat(directory.resolve("pwd")).hasContent(directory.toRealPath().toString());
  }

  @Test
  void bazel4_sendsNoNewlineAfterAnObject(@TempDir Path directory) throws IOException {
    List<String> command = List.of("/bin/sh", "-c", "cat >request");
    WorkerHarness worker =
        WorkerHarness.process(command)
            .client(Client.BAZEL_4)
            .protocol(Protocol.JSON)
            .directory(directory)
            .start();
    worker.send(WorkRequest.of(0, List.of("x")));
    worker.end();
    worker.close();

    assertThat(Files.readString(directory.resolve("request"))).isEqualTo("{\"arguments\":[\"x\"]}");
  }

  @Test
  void answerBeyondTheLimit_isAFailure() {
    WorkerHarness.Builder builder =
        WorkerHarness.inProcess(Worker.of(ClientHarnessTest::flood).maxOutput(100 << 20))
            .client(Client.NATIVELINK);
    try (WorkerHarness worker = builder.start()) {
      assertThatThrownBy(() -> worker.work("x"))
          .isInstanceOfSatisfying(
              WorkerFailure.class,
              failure -> assertThat(failure.symptom()).isEqualTo(Symptom.ANSWER_TOO_LARGE))
          .hasMessageContaining("the client takes " + (64 << 20));
    }
  }

  @Test
  void answerBeyondTheLimit_isCutByDefault() {
    WorkerHarness.Builder builder =
        WorkerHarness.inProcess(Worker.of(ClientHarnessTest::flood)).client(Client.NATIVELINK);
    try (WorkerHarness worker = builder.start()) {
      assertThat(worker.work("x").output()).contains("were left out here) [output-cut]");
    }
  }

  private static int flood(WorkContext context) {
    byte[] piece = "0123456789abcde\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 65; i++) {
      context.out().write(piece, 0, piece.length);
    }
    return 0;
  }

  @Test
  void clientThatCanNotBe_isRefused() {
    WorkerHarness.Builder proto = WorkerHarness.process("true").client(Client.BUILDFARM);

    assertThatThrownBy(() -> proto.protocol(Protocol.JSON).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Buildfarm does not speak JSON");
    assertThatThrownBy(() -> proto.protocol(Protocol.PROTO).multiplex().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Buildfarm sends one request at a time");
  }

  @Test
  void cancel_isRefusedIfTheClientHasNone() {
    try (WorkerHarness worker =
        WorkerHarness.inProcess(Worker.of(context -> 0)).client(Client.BUILDBUDDY).start()) {
      worker.work("x");
      assertThatThrownBy(() -> worker.cancel(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("BuildBuddy never sends a cancel");
    }
  }
}
