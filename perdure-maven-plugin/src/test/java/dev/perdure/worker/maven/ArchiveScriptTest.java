package dev.perdure.worker.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script for those who build without this plugin tells the truth, too. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script needs GNU's timeout")
class ArchiveScriptTest {
  private static final Path SCRIPT = Path.of("../samples/archive.sh").toAbsolutePath();

  @TempDir private Path folder;

  @BeforeEach
  void packageWorker() throws Exception {
    Packaged.in(folder, Layout.SINGLE).write();
  }

  @Test
  void requestThatSucceeds_makesAnArchive() throws Exception {
    assertThat(archive("{\"arguments\":[\"0\"]}", 120)).startsWith("0:");
    assertThat(folder.resolve("test-worker.jsa")).isNotEmptyFile();
  }

  @Test
  void requestInProto_isJudgedByItsExitCode() throws Exception {
    assertThat(archive("\u0003\n\u00010", 120)).startsWith("0:");
    assertThat(archive("\u0003\n\u00013", 120)).startsWith("1:").contains("the request failed");
    assertThat(folder.resolve("test-worker.jsa")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"arguments\":[\"3\"]} ; 120 ; the request failed",
        "{\"arguments\":x} ; 120 ; the worker ended with exit code 1",
        "hello ; 5 ; in time",
        "{\"arguments\":[\"0\" ; 5 ; in time",
      })
  void requestThatDoesNotSucceed_makesNone(String request, int seconds, String problem)
      throws Exception {
    assertThat(archive(request, seconds)).startsWith("1:").contains(problem);
    assertThat(folder.resolve("test-worker.jsa")).doesNotExist();
  }

  @Test
  void missingJar_makesNone() throws Exception {
    Files.delete(folder.resolve("test-worker.jar"));
    assertThat(archive("{\"arguments\":[\"0\"]}", 120)).startsWith("1:").contains("there is no");
  }

  /** The exit code, and what was printed. */
  private String archive(String request, int seconds) throws Exception {
    Path file = Files.writeString(folder.resolve("request"), request);
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh", SCRIPT.toString(), folder.resolve("test-worker").toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ARCHIVE_SECONDS", String.valueOf(seconds));
    builder.environment().put("TMPDIR", folder.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue() + ":" + Files.readString(log);
  }
}
