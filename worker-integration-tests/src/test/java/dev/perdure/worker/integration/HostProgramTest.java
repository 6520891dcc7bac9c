package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program is the same whether or not it has a worker inside: its streams, loggers and threads.
 */
@Timeout(60)
class HostProgramTest {
  @TempDir Path files;

  @Test
  void programWithAWorkerInside_isWhatItIsAlone() throws Exception {
    String everything = System.getProperty("java.class.path");
    Path own =
        Path.of(HostProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String alone = run(own.toString(), "alone");
    assertThat(alone).contains("before: input 97", "INFO", "during logged", "hook");
    assertThat(run(everything, "alone")).as("with the library").isEqualTo(alone);
    assertThat(run(everything, "embedding")).as("with a worker inside").isEqualTo(alone);
  }

  /** What the program prints, its errors last. */
  private String run(String classPath, String mode) throws Exception {
    Path out = files.resolve("out");
    Path err = files.resolve("err");
    Path in = Files.writeString(files.resolve("in"), "abcdefgh");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.util.logging.SimpleFormatter.format=%4$s by %2$s: %5$s%6$s%n",
            "-cp",
            classPath.replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
            HostProgram.class.getName(),
            mode);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(out, UTF_8) + Files.readString(err, UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
