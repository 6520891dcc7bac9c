package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkCancelledException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody needs any more, wherever they are. */
@Timeout(60)
class CancelTest {
  @TempDir Path dir;

  private ProcessPool pool = withGrace(Duration.ofSeconds(20));
  private final TestToken token = new TestToken();

  private static ProcessPool withGrace(Duration grace) {
    return ProcessPool.builder().maxProcesses(1).cancelGrace(grace).build();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void processThatCanCancel_stopsAndServesOn() throws Exception {
    ProcessConfiguration child = FakeChild.that("cancel");
    String pid = run(child, "pid").output();
    FutureTask<ProcessResponse> work = start(child, "wait", "begun");
    Processes.awaitFile(dir.resolve("begun"));
    token.cancel();
    assertCancelled(work);
    assertThat(run(child, "pid").output()).isEqualTo(pid);
  }

  @Test
  void interruptThatFollowsACancel_spoilsNothing() throws Exception {
    ProcessConfiguration child = FakeChild.that("cancel");
    String pid = run(child, "pid").output();
    ProcessRequest request = ProcessRequest.of(dir, List.of("wait", "begun"));
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> pool.run(child, request, token));
    Thread thread = new Thread(work);
    token.onCancel(thread::interrupt);
    thread.start();
    Processes.awaitFile(dir.resolve("begun"));
    token.cancel();
    assertCancelled(work);
    assertThat(run(child, "pid").output()).isEqualTo(pid);
    assertThat(run(child, "error", "line").errors()).isEqualTo("line\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "none"})
  void processThatGoesOn_isKilledAfterTheGrace(String ability) throws Exception {
    pool.close();
    pool = withGrace(Duration.ofMillis(300));
    ProcessConfiguration child = FakeChild.that(ability);
    String pid = run(child, "pid").output();
    FutureTask<ProcessResponse> work = start(child, "hang", "begun");
    Processes.awaitFile(dir.resolve("begun"));
    token.cancel();
    assertCancelled(work);
    assertThat(run(child, "pid").output()).isNotEqualTo(pid);
    assertThat(Processes.runs(Long.parseLong(pid))).isFalse();
  }

  @Test
  void requestCancelledBefore_neverReachesAProcess() {
    token.cancel();
    assertThatThrownBy(
            () ->
                pool.run(
                    FakeChild.that(), ProcessRequest.of(dir, List.of("write", "a", "b")), token))
        .isInstanceOf(WorkCancelledException.class);
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void requestThatWaitsForAProcess_leavesTheLine() throws Exception {
    ProcessConfiguration child = FakeChild.that("cancel");
    TestToken first = new TestToken();
    FutureTask<ProcessResponse> busy = start(child, first, "wait", "begun");
    Processes.awaitFile(dir.resolve("begun"));
    FutureTask<ProcessResponse> waiting = start(child, token, "pid");
    token.cancel();
    assertCancelled(waiting);
    first.cancel();
    assertCancelled(busy);
    assertThat(run(child, "echo", "on").output()).isEqualTo("on");
  }

  @Test
  void requestWhoseProcessStarts_isCancelled() throws Exception {
    FutureTask<ProcessResponse> work = start(FakeChild.starting("silent"), "echo");
    token.cancel();
    assertCancelled(work);
    assertThat(run(FakeChild.that(), "echo", "on").output()).isEqualTo("on");
  }

  @Test
  void interrupt_killsTheProcessAndEndsTheRequest() throws Exception {
    ProcessConfiguration child = FakeChild.that("cancel");
    String pid = run(child, "pid").output();
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> run(child, "hang", "begun"));
    Thread thread = new Thread(work);
    thread.start();
    Processes.awaitFile(dir.resolve("begun"));
    thread.interrupt();
    assertThatThrownBy(() -> work.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Processes.runs(Long.parseLong(pid))).isFalse();
    assertThat(run(child, "echo", "on").output()).isEqualTo("on");
  }

  @Test
  void close_endsRequestsThatRunAndWait() throws Exception {
    FutureTask<ProcessResponse> busy = start(FakeChild.that(), "hang", "begun");
    Processes.awaitFile(dir.resolve("begun"));
    FutureTask<ProcessResponse> waiting = start(FakeChild.that(), "echo");
    pool.close();
    for (FutureTask<ProcessResponse> each : List.of(busy, waiting)) {
      assertThatThrownBy(() -> each.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ProcessFailedException.class);
    }
    assertThatThrownBy(() -> run(FakeChild.that(), "echo")).hasMessageContaining("process-closed");
  }

  private FutureTask<ProcessResponse> start(ProcessConfiguration child, String... arguments) {
    return start(child, token, arguments);
  }

  private FutureTask<ProcessResponse> start(
      ProcessConfiguration child, TestToken token, String... arguments) {
    ProcessRequest request = ProcessRequest.of(dir, List.of(arguments));
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> pool.run(child, request, token));
    new Thread(work).start();
    token.awaitAction();
    return work;
  }

  private ProcessResponse run(ProcessConfiguration child, String... arguments) throws Exception {
    return pool.run(child, ProcessRequest.of(dir, List.of(arguments)), TestToken.never());
  }

  private static void assertCancelled(FutureTask<ProcessResponse> work) {
    assertThatThrownBy(() -> work.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(WorkCancelledException.class);
  }
}
