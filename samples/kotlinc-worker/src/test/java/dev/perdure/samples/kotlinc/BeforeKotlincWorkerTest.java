package dev.perdure.samples.kotlinc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kotlin.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows as the way without this library does compile, and works on a good day. */
class BeforeKotlincWorkerTest {
  @Test
  void requestInASandbox_isCompiled(@TempDir Path directory) throws Exception {
    Path sandbox = Files.createDirectories(directory.resolve("box/1"));
    Path stdlib = Path.of(Unit.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(stdlib, sandbox.resolve("stdlib.jar"));
    Files.writeString(sandbox.resolve("Good.kt"), "class Good");
    Files.writeString(sandbox.resolve("Bad.kt"), "val bad: Int = \"\"");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BeforeKotlincWorker.class.getName(),
            "-no-stdlib",
            "-no-reflect");
    try (WorkerHarness worker =
        WorkerHarness.process(command)
            .directory(directory)
            .timeout(Duration.ofMinutes(2))
            .start()) {
      assertThat(worker.work(request("Good.kt"))).isEqualTo(WorkResponse.of(0, 0, ""));
      assertThat(sandbox.resolve("out/Good.class")).isNotEmptyFile();
      assertThat(worker.work(request("Bad.kt")).output()).startsWith("Bad.kt:1:14: error: ");
    }
  }

  private static WorkRequest request(String file) {
    return WorkRequest.of(0, List.of("-cp", "stdlib.jar", "-d", "out", file))
        .withSandboxDir("box/1");
  }
}
