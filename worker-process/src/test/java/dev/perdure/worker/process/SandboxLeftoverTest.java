package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a tool leaves in its directory that nobody asked for. */
@Timeout(60)
class SandboxLeftoverTest {
  private static final ProcessConfiguration CHILD = FakeChild.that("cancel");

  @TempDir Path temp;

  private Path requestDir;
  private ProcessPool pool;

  @BeforeEach
  void start() throws IOException {
    requestDir = Files.createDirectories(temp.resolve("request"));
    pool =
        ProcessPool.builder()
            .maxProcesses(1)
            .cancelGrace(Duration.ofMinutes(1)) // The process must live on.
            .additiveSandbox(temp.resolve("trees"))
            .build();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void outputOfACancelledRequest_isNotTheInputOfTheNext() throws Exception {
    String pid = run("pid").output();
    cancelAfterWriting("a");
    assertThat(readAsInput("a")).isEqualTo("right");
    assertThat(run("pid").output()).isEqualTo(pid);
  }

  @Test
  void outputOfACancelledRequest_isGone() throws Exception {
    String pid = run("pid").output();
    cancelAfterWriting("a");
    assertThat(run("cat", "a").exitCode()).isEqualTo(1);
    assertThat(run("pid").output()).isEqualTo(pid);
  }

  @Test
  void fileThatNobodyDeclared_isNotTheInputOfTheNextRequest() throws Exception {
    String pid = run("pid").output();
    run("write", "a", "wrong");
    assertThat(readAsInput("a")).isEqualTo("right");
    assertThat(run("pid").output()).isEqualTo(pid);
  }

  @Test
  void fileThatNobodyDeclared_isNotThereWhereTheInputIsMissing() throws Exception {
    run("write", "a", "wrong");
    assertThat(pool.run(CHILD, withInput("a"), TestToken.never()).exitCode()).isEqualTo(1);
  }

  /** Has a request write a file that is one of its outputs, and cancels it then. */
  private void cancelAfterWriting(String output) {
    Path begun = temp.resolve("begun");
    ProcessRequest request = request("wait", output, begun.toString()).withOutputs(List.of(output));
    TestToken token = new TestToken();
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> pool.run(CHILD, request, token));
    new Thread(work).start();
    Processes.awaitFile(begun);
    token.cancel();
    assertThatThrownBy(() -> work.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(WorkCancelledException.class);
  }

  private String readAsInput(String path) throws Exception {
    Files.writeString(requestDir.resolve(path), "right");
    return pool.run(CHILD, withInput(path), TestToken.never()).output();
  }

  private ProcessRequest withInput(String path) {
    return request("cat", path).withInputs(List.of(new Input(path, Digest.ofText("right"))));
  }

  private ProcessResponse run(String... arguments) throws Exception {
    return pool.run(CHILD, request(arguments), TestToken.never());
  }

  private ProcessRequest request(String... arguments) {
    return ProcessRequest.of(requestDir, List.of(arguments));
  }
}
