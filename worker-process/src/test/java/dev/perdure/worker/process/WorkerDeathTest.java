package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Nothing that a pool started outlives its worker, however that ends. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere children only see the end of input")
@Timeout(60)
class WorkerDeathTest {
  private Process worker;
  private final List<Long> pids = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    worker =
        new ProcessBuilder(
                java,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PooledWorker.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = worker.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (!"ready".equals(line)) {
      pids.add(Long.parseLong(line));
      line = lines.readLine();
    }
    assertThat(pids).hasSize(4).allMatch(Processes::runs);
  }

  @AfterEach
  void end() {
    worker.destroyForcibly();
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void killedWorker_takesItsProcessesAlong() throws Exception {
    new ProcessBuilder("sh", "-c", "kill -KILL " + worker.pid()).start().waitFor();
    assertThat(worker.waitFor()).isEqualTo(128 + 9);
    long start = System.nanoTime();
    Processes.awaitEnd(pids);
    System.out.println("gone after " + (System.nanoTime() - start) / 1_000 + " µs");
  }

  @Test
  void endedWorker_takesItsProcessesAlong() throws Exception {
    worker.getOutputStream().close();
    assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    Processes.awaitEnd(pids);
  }

  @Test
  void killedWorker_leavesNoFile() throws Exception {
    worker.destroyForcibly().waitFor();
    Processes.awaitEnd(pids);
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> file.toString().endsWith(".stderr"))).isEmpty();
    }
  }
}
