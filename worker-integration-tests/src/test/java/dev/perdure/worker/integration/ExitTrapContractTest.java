package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tool that exits ends its request and nothing else. */
@Timeout(60)
class ExitTrapContractTest {
  @TempDir Path files;

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void exitAndHalt_areTheAnswersExitCodes(Loop loop, Protocol protocol) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dloop=" + loop,
            "-jar",
            jar().toString());
    try (WorkerHarness worker = WorkerHarness.process(command).protocol(protocol).start()) {
      assertThat(worker.work("exit", "7")).isEqualTo(WorkResponse.of(0, 7, ""));
      assertThat(worker.work("halt", "-1")).isEqualTo(WorkResponse.of(0, -1, ""));
      assertThat(worker.work("exit", "0")).isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(worker.work("echo", "fine")).isEqualTo(WorkResponse.of(0, 0, "fine"));
      assertThat(worker.end()).as("the exit of main").isZero();
    }
  }

  /** As users build it: an executable jar whose manifest names the agent. */
  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, DeedWorker.class.getName());
    main.putValue("Launcher-Agent-Class", "dev.perdure.worker.exit.ExitTrapAgent");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = files.resolve("worker.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }
}
