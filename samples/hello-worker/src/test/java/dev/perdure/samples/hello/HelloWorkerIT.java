package dev.perdure.samples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The executable jar and its script, both ways: persistent and one-shot. */
class HelloWorkerIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = System.getProperty("worker.jar");
  private static final String LAUNCHER = System.getProperty("worker.launcher");

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void persistentWorker_answersAsTheToolDoes(Protocol protocol) throws Exception {
    Path persistent = Files.createDirectory(temporary.resolve("persistent"));
    Path oneShot = Files.createDirectory(temporary.resolve("one-shot"));
    List<String> arguments = List.of("grün.txt", "Ελλάδα", "", "a b");
    try (WorkerHarness worker =
        WorkerHarness.process(LAUNCHER)
            .protocol(protocol)
            .directory(persistent)
            .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
            .start()) {
      WorkResponse response = worker.work(arguments.toArray(String[]::new));

      assertThat(response).isEqualTo(WorkResponse.of(0, 0, "wrote grün.txt\n"));
    }
    assertThat(once(oneShot, arguments)).isEqualTo("0 wrote grün.txt\n");
    assertThat(persistent.resolve("grün.txt")).hasContent("grün.txt Ελλάδα  a b\n");
    assertThat(oneShot.resolve("grün.txt")).hasSameBinaryContentAs(persistent.resolve("grün.txt"));
  }

  @Test
  void failure_isExitCodeOneAndTheTraceBothWays() throws Exception {
    String persistent;
    try (WorkerHarness worker =
        WorkerHarness.process(JAVA, "-jar", JAR).directory(temporary).start()) {
      WorkResponse response = worker.work("nowhere/hello.txt");
      persistent = response.exitCode() + " " + response.output();
    }
    String firstLine = "1 java.nio.file.NoSuchFileException: nowhere/hello.txt\n";
    assertThat(persistent).startsWith(firstLine);
    assertThat(once(temporary, List.of("nowhere/hello.txt"))).startsWith(firstLine);
  }

  @Test
  void optionsBesideTheScript_overrideItsFlags() throws Exception {
    Path script = Files.copy(Path.of(LAUNCHER), temporary.resolve("a worker"));
    Files.copy(Path.of(JAR), temporary.resolve("a worker.jar"));
    Files.writeString(
        temporary.resolve("a worker.options"),
        """
        # Tells all flags, and nothing else.
        -XX:TieredStopAtLevel=3
        -XX:+PrintFlagsFinal
        --version
        """);

    String told = run(temporary, List.of(script.toString()));

    assertThat(told).startsWith("0 ").containsPattern("TieredStopAtLevel += 3 ");
  }

  /** Exit code and all that was printed, of the jar run without a client. */
  private static String once(Path directory, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR));
    command.addAll(arguments);
    return run(directory, command);
  }

  private static String run(Path directory, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended: %s", command).isTrue();
      return process.exitValue() + " " + printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
