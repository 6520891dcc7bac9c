package dev.perdure.worker.it.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker process on the bridge: does what the official library does right, and what that gets
 * wrong.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(Protocol.class)
class BridgeTest {
  @Parameter Protocol protocol;

  @TempDir Path files;

  private WorkerHarness start(String... flags) {
    return start(BridgeCommand.bridged(protocol, flags));
  }

  private WorkerHarness start(List<String> command) {
    return WorkerHarness.process(command).protocol(protocol).multiplex().directory(files).start();
  }

  @Test
  void conversation_isThatOfTheOfficialLibrary() {
    try (WorkerHarness worker = start()) {
      Exchange.CONVERSATION.forEach(exchange -> exchange.check(worker));
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).isEmpty();
    }
  }

  @Test
  void conversationOfASingleplexClient_isTheSame() {
    try (WorkerHarness worker =
        WorkerHarness.process(BridgeCommand.bridged(protocol)).protocol(protocol).start()) {
      Exchange.CONVERSATION.forEach(exchange -> exchange.check(worker));
      assertThat(worker.end()).isZero();
    }
  }

  /** In JSON the official library runs the cancel as a request, and dies of it. */
  @Test
  void cancel_callsTheCallback() throws Exception {
    try (WorkerHarness worker = start()) {
      worker.send(WorkRequest.of(1, List.of("slow", "started")));
      awaitFile("started");
      worker.cancel(1);
      assertThat(worker.await(1)).isEqualTo(WorkResponse.cancelled(1));
      assertThat(worker.work(WorkRequest.of(2, List.of("print", "next"))).output())
          .isEqualTo("next");
    }
  }

  /** The official library throws finished work away. */
  @Test
  void cancelWithoutACallback_isAnsweredByTheFinishedWork() throws Exception {
    try (WorkerHarness worker = start("--no_cancel")) {
      worker.send(WorkRequest.of(1, List.of("stubborn", "started", "end")));
      awaitFile("started");
      worker.cancel(1);
      Files.delete(files.resolve("started"));
      assertThat(worker.await(1)).isEqualTo(WorkResponse.of(1, 0, "finished"));
      assertThat(files.resolve("end")).exists();
    }
  }

  /** The official library has one buffer for all requests. */
  @Test
  void prints_areInTheAnswerOfTheirRequest() throws Exception {
    try (WorkerHarness worker = start()) {
      worker.send(WorkRequest.of(1, List.of("slow", "started", "printed by 1")));
      awaitFile("started");
      for (int id = 2; id < 20; id++) {
        WorkRequest request = WorkRequest.of(id, List.of("print-out", "printed by " + id));
        assertThat(worker.work(request)).isEqualTo(WorkResponse.of(id, 0, "printed by " + id));
      }
      worker.cancel(1);
      assertThat(worker.await(1).output()).isEqualTo("printed by 1");
    }
  }

  /** The official library never answers the first, and dies of the second. */
  @Test
  void whatItCantCatch_isAnswered() {
    try (WorkerHarness worker = start()) {
      WorkResponse sneaked = worker.work("sneak");
      assertThat(sneaked.exitCode()).isEqualTo(1);
      assertThat(sneaked.output()).startsWith("java.io.IOException: on purpose");
      WorkResponse overflown = worker.work("overflow");
      assertThat(overflown.exitCode()).isEqualTo(1);
      assertThat(overflown.output()).startsWith("java.lang.StackOverflowError");
      assertThat(worker.work("print", "alive").output()).isEqualTo("alive");
    }
  }

  /** The official library makes an empty failure of it. */
  @Test
  void interruptFlagThatIsLeftBehind_changesNoAnswer() {
    for (String[] flags : new String[][] {{}, {"--no_cancel"}}) {
      try (WorkerHarness worker = start(flags)) {
        for (int id = 1; id <= 20; id++) {
          WorkRequest request = WorkRequest.of(id, List.of("interrupt"));
          assertThat(worker.work(request)).isEqualTo(WorkResponse.of(id, 0, "done"));
        }
      }
    }
  }

  /** The official library's worker ends, and with it all requests. */
  @Test
  void exit_endsItsRequestOnly() throws Exception {
    try (WorkerHarness worker = start(BridgeCommand.trapped(protocol, files))) {
      worker.send(WorkRequest.of(1, List.of("slow", "started")));
      awaitFile("started");
      WorkRequest exits = WorkRequest.of(2, List.of("exit", "7"));
      assertThat(worker.work(exits)).isEqualTo(WorkResponse.of(2, 7, ""));
      worker.cancel(1);
      assertThat(worker.await(1)).isEqualTo(WorkResponse.cancelled(1));
    }
  }

  /** The official library dies of it. */
  @Test
  void idThatComesAgain_isTheNewestRequests() throws Exception {
    try (WorkerHarness worker = start()) {
      worker.send(WorkRequest.of(1, List.of("slow", "started")));
      awaitFile("started");
      WorkRequest newest = WorkRequest.of(1, List.of("print", "newest"));
      assertThat(worker.work(newest)).isEqualTo(WorkResponse.of(1, 0, "newest"));
    }
  }

  /** The official library runs what has come of it. */
  @Test
  void requestThatIsCutShort_isNotRun() {
    byte[] cut =
        protocol == Protocol.JSON
            ? "{\"requestId\":1,\"arguments\":[\"write\",\"out\",\"te".getBytes(UTF_8)
            : new byte[] {
              40, 10, 5, 'w', 'r', 'i', 't', 'e', 10, 3, 'o', 'u', 't', 10, 2, 't', 'e'
            };
    try (WorkerHarness worker = start()) {
      worker.sendBytes(cut);
      assertThat(worker.end()).isEqualTo(1);
      assertThat(worker.log().lines()).isNotEmpty().allMatch(line -> line.contains("malformed"));
    }
    assertThat(files.resolve("out")).doesNotExist();
  }

  private void awaitFile(String name) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(files.resolve(name))) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("there is no file " + name);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
