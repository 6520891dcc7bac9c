package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JavaBuilder, by which Bazel itself compiles Java: the worker that has answered more requests than
 * any other. It serves well, and fails where a client never goes on a good day.
 */
@Tag("bazel")
final class JavaBuilderIT {
  static final String JAR = "/usr/share/bazel/tools/java_tools/JavaBuilder_deploy.jar";
  static final String SOURCE = "run .ci/setup-chroot --package=bazel-java-tools";

  /** What it opens of the compiler. */
  private static final List<String> PACKAGES =
      List.of(
          "api",
          "code",
          "comp",
          "file",
          "main",
          "model",
          "parser",
          "processing",
          "resources",
          "tree",
          "util");

  @Test
  void knownFailures_areFound(@TempDir Path folder) throws Exception {
    ToolRoot.chroot().require(JAR, SOURCE);

    ConformanceReport report =
        ConformanceKit.of(worker(folder))
            .patience(Duration.ofSeconds(10))
            .leakRequests(400)
            .check();

    List<String> failed = report.failures().stream().map(CheckResult::id).toList();
    assertThat(failed)
        .as(report.table())
        .contains(
            "duplicate-id",
            "threads-bounded",
            "negative-length",
            "oversized-length",
            "answers-unread")
        .doesNotContain(
            "first-answer",
            "split-anywhere",
            "many-inputs",
            "failures",
            "many-at-once",
            "cancel-during",
            "sandbox",
            "cut-short",
            "end-of-input-busy",
            "sigterm-busy",
            "client-killed",
            "one-shot-parity");
  }

  private static WorkerUnderTest worker(Path folder) throws IOException {
    Path file = folder.resolve("worker.json");
    try (InputStream resource = JavaBuilderIT.class.getResourceAsStream("java-builder.json")) {
      Files.copy(resource, file);
    }
    return WorkerUnderTest.read(file).command(command());
  }

  /** What starts it, on the JDK of this test. */
  static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : PACKAGES) {
      command.add("--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.add("-jar");
    // The jar is one file for both roots; its links are not.
    command.add(ToolRoot.chroot().fromOutside(JAR).toString());
    return command;
  }
}
