package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool inside of a real worker, which may leave no process behind. */
@Timeout(60)
class PoolWorkerTest {
  @TempDir Path dir;

  private WorkerHarness worker;

  @BeforeEach
  void start() {
    worker = WorkerHarness.process(PoolWorkerTest.command()).start();
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void request_isAnsweredByAProcess() {
    assertThat(worker.work("echo", "Grün").output()).isEqualTo("Grün");
    assertThat(worker.work("error", "line")).isEqualTo(new WorkResponse(0, "line\n", 0, false));
    assertThat(worker.work("exit", "3").exitCode()).isEqualTo(3);
    assertThat(worker.work("pid")).isEqualTo(worker.work("pid"));
  }

  @Test
  void request_runsInItsSandboxDirectory() throws Exception {
    Path sandbox = Files.createDirectory(dir.resolve("1"));
    String relative = Path.of("").toAbsolutePath().relativize(sandbox).toString();
    WorkRequest request = WorkRequest.of(1, List.of("pwd")).withSandboxDir(relative);
    assertThat(worker.work(request).output()).isEqualTo(sandbox.toRealPath().toString());
  }

  @Test
  void processThatDies_failsItsRequestWithItsLastWords() {
    WorkResponse answer = worker.work("die", "last words");
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output()).contains("[process-died]").contains("last words");
    assertThat(worker.work("echo", "on").output()).isEqualTo("on");
  }

  @Test
  void cancelledRequests_stopTheirProcessesOrKillThem() {
    for (String verb : List.of("wait", "hang")) {
      Path begun = dir.resolve(verb);
      worker.send(WorkRequest.of(1, List.of(verb, begun.toString())));
      Processes.awaitFile(begun);
      worker.cancel(1);
      assertThat(worker.await(1).wasCancelled()).isTrue();
    }
    assertThat(worker.work("echo", "on").output()).isEqualTo("on");
  }

  @Test
  void workerThatEndsWhileAProcessHangs_takesItAlong() {
    Path begun = dir.resolve("begun");
    worker.send(WorkRequest.of(1, List.of("hang", begun.toString())));
    Processes.awaitFile(begun);
    worker.end();
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        PoolWorker.class.getName());
  }
}
