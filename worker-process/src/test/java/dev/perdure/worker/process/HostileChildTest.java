package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Children that end, stop or go deaf in a way that no message tells. */
@Timeout(60)
class HostileChildTest {
  private static final ProcessConfiguration CHILD = FakeChild.that();

  @TempDir Path dir;

  private final List<Long> pids = new ArrayList<>();
  private ProcessPool pool =
      ProcessPool.builder().maxProcesses(1).cancelGrace(Duration.ofMillis(50)).build();

  @AfterEach
  void close() {
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    pool.close();
    assertThat(Processes.ofPools()).allMatch(pid -> !Processes.runs(pid));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void childThatEndsWhileAnOrphanHoldsItsOutput_failsItsRequestOnly() throws Exception {
    try (PipedChild child =
        PipedChild.start(CHILD, "perdure-held.1", ChildLimits.defaults(), ControlGroup.none())) {
      assertThat(child.receive().type()).isEqualTo("ready");
      ProcessRequest orphan = request("orphan", "held", "session", "title", "quiet");
      child.send(ToolProcess.message(1, orphan));
      pids.add(Long.parseLong(child.receive().joined("output")));
      child.send(ToolProcess.message(2, request("leave", "3")));
      assertThat(child.receive()).isNull();
      assertThat(child.ending()).isEqualTo("with exit code 3");
      assertThat(Processes.runs(pids.get(0))).isTrue();
    }
  }

  @Test
  void childThatReadsNothing_heedsTheInterruptOfItsRequest() throws Exception {
    run("deafen");
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> runLarge(TestToken.never()));
    Thread thread = new Thread(work);
    thread.start();
    awaitWaiting(thread);
    thread.interrupt();
    assertFails(work, InterruptedException.class);
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  @Test
  void childThatReadsNothing_heedsTheCancellationOfItsRequest() throws Exception {
    run("deafen");
    TestToken token = new TestToken();
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> runLarge(token));
    Thread thread = new Thread(work);
    thread.start();
    awaitWaiting(thread);
    token.cancel();
    assertFails(work, WorkCancelledException.class);
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void childThatReadsNothingAndWhoseOrphanHoldsItsInput_heedsTheEndOfThePool() throws Exception {
    pids.add(Long.parseLong(run("orphan", "held", "session", "title", "quiet")));
    run("deafen");
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> runLarge(TestToken.never()));
    Thread thread = new Thread(work);
    thread.start();
    awaitWaiting(thread);
    pool.close();
    assertFails(work, ProcessFailedException.class);
  }

  @Test
  void childThatReadsNothing_isKilledAfterTheTimeout() throws Exception {
    pool.close();
    pool = ProcessPool.builder().maxProcesses(1).requestTimeout(Duration.ofSeconds(2)).build();
    run("deafen");
    assertThatThrownBy(() -> runLarge(TestToken.never())).hasMessageContaining("process-too-long");
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  @Test
  void childThatIsStopped_isKilledWhenItsRequestIsCancelled() throws Exception {
    TestToken token = new TestToken();
    FutureTask<ProcessResponse> work =
        new FutureTask<>(() -> pool.run(CHILD, request("stop"), token));
    Thread thread = new Thread(work);
    thread.start();
    awaitWaiting(thread);
    token.cancel();
    assertFails(work, WorkCancelledException.class);
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  @Test
  void childThatAnswersAndEnds_hasAnswered() throws Exception {
    long pid = Long.parseLong(run("pid"));
    assertThat(run("parting", "100000")).hasSize(100_000);
    Processes.awaitEnd(List.of(pid));
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  /** As if it had ended, and the system had not told yet. */
  @Test
  void childThatClosesItsInputWhileItIsIdle_losesNoRequest() throws Exception {
    run("shut");
    assertThat(run("echo", "on")).isEqualTo("on");
    run("shut");
    assertThat(runLarge(TestToken.never()).exitCode()).isZero();
  }

  /** Or else a tool that always does this would be started for ever. */
  @Test
  void childThatClosesItsInputBeforeItHasEverAnswered_failsItsRequest() {
    ProcessConfiguration shut = FakeChild.starting("shut");
    assertThatThrownBy(() -> pool.run(shut, request("echo", "on"), TestToken.never()))
        .hasMessageContaining("process-died");
  }

  @Test
  void childThatWritesAnEndlessLine_failsItsRequest() throws Exception {
    assertThatThrownBy(() -> run("endless")).hasMessageContaining("process-garbled");
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  @Test
  void idleProcessWhoseOrphanPrintsWithoutEnd_isEnded() throws Exception {
    pool.close();
    pool = ProcessPool.builder().maxProcesses(1).maxErrorBytes(1 << 20).build();
    String pid = run("pid");
    pids.add(Long.parseLong(run("orphan", "loud")));
    pids.add(Long.parseLong(pid));
    Processes.awaitEnd(pids);
    assertThat(run("echo", "on")).isEqualTo("on");
  }

  @Test
  void errorsThatDoNotFitTheDisk_areSaidToBeLost() throws Exception {
    Path small = Files.createDirectory(dir.resolve("small"));
    assumeTrue(runs("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()));
    String before = System.setProperty("java.io.tmpdir", small.toString());
    try (ProcessPool other = ProcessPool.create()) {
      ProcessRequest quiet = request("error", "heard");
      assertThat(other.run(CHILD, quiet, TestToken.never()).errors())
          .startsWith("heard\n")
          .doesNotContain("[errors-lost]");
      ProcessRequest loud =
          request("error", "x".repeat(120_000), "x".repeat(120_000), "x".repeat(120_000));
      assertThat(other.run(CHILD, loud, TestToken.never()).errors()).contains("[errors-lost]");
    } finally {
      System.setProperty("java.io.tmpdir", before);
      assertThat(runs("umount", small.toString())).isTrue();
    }
  }

  private ProcessResponse runLarge(CancellationToken token) throws Exception {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      inputs.add(new Input("some/input/with/a/long/name/" + i, Digest.ofText("1")));
    }
    return pool.run(CHILD, request("echo").withInputs(inputs), token);
  }

  private ProcessRequest request(String... arguments) {
    return ProcessRequest.of(dir, List.of(arguments));
  }

  private String run(String... arguments) throws Exception {
    return pool.run(CHILD, request(arguments), TestToken.never()).output();
  }

  /** Until it waits for its answer, or hangs in its write. */
  private static void awaitWaiting(Thread thread) {
    Processes.awaitTrue(
        "a request that waits",
        () ->
            List.of(thread.getStackTrace()).stream()
                .anyMatch(
                    frame ->
                        frame.getMethodName().equals("receive")
                            || frame.getMethodName().equals("writeBytes")));
  }

  private static void assertFails(FutureTask<?> work, Class<? extends Throwable> type) {
    assertThatThrownBy(() -> work.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(type);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
