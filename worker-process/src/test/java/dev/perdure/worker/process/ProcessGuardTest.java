package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere it has no effect")
@Timeout(60)
class ProcessGuardTest {
  private static final ProcessBuilder SHELL =
      new ProcessBuilder("sh", "-c", "sleep 1000 & echo $! && wait");

  @Test
  void processes_endWithAWorkerThatIsKilled(@TempDir Path temporary) throws Exception {
    Process worker = worker(temporary, List.of()).start();
    long shell;
    long sleep;
    try (var lines = worker.inputReader(StandardCharsets.UTF_8)) {
      shell = Long.parseLong(lines.readLine());
      sleep = Long.parseLong(lines.readLine());
      assertThat(List.of(shell, sleep)).allMatch(Processes::runs);
    } finally {
      worker.destroyForcibly().waitFor();
    }
    Processes.awaitEnd(List.of(shell, sleep));
  }

  @Test
  void processes_endWhenTheGuardIsClosed() throws Exception {
    Process shell;
    try (ProcessGuard guard = ProcessGuard.create()) {
      shell = guard.guard(SHELL).start();
      assertThat(shell.inputReader(StandardCharsets.UTF_8).readLine()).matches("\\d+");
    }
    Processes.awaitEnd(List.of(shell.pid()));
  }

  /**
   * Where the worker is the first process of a container, no other one lives to remove its file.
   */
  @Test
  void normalEndInAContainer_leavesNoFile(@TempDir Path temporary) throws Exception {
    List<String> container = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    assumeTrue(runs(container), "this machine lets nobody have another PID namespace");
    Process worker = worker(temporary, container).start();
    try (var lines = worker.inputReader(StandardCharsets.UTF_8)) {
      lines.readLine();
      assertThat(lines.readLine()).matches("\\d+");
      assertThat(temporary).isNotEmptyDirectory();
      worker.getOutputStream().close();
      assertThat(worker.waitFor()).isZero();
    } finally {
      worker.destroyForcibly().waitFor();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  private static ProcessBuilder worker(Path temporary, List<String> around) {
    List<String> command = new ArrayList<>(around);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Guarding.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static boolean runs(List<String> around) throws Exception {
    List<String> command = new ArrayList<>(around);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts a guarded process that starts another, prints their ids and waits. */
  static final class Guarding {
    public static void main(String[] args) throws Exception {
      Process shell = ProcessGuard.create().guard(SHELL).start();
      System.out.println(shell.pid());
      System.out.println(shell.inputReader(StandardCharsets.UTF_8).readLine());
      System.in.read();
    }
  }
}
