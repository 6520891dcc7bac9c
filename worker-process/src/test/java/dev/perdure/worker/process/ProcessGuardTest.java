package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere it has no effect")
@Timeout(60)
class ProcessGuardTest {
  private static final ProcessBuilder SHELL =
      new ProcessBuilder("sh", "-c", "sleep 1000 & echo $! && wait");

  @Test
  void processes_endWithAWorkerThatIsKilled() throws Exception {
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Guarding.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
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
