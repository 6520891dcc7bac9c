package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.nginx.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bazel and the workers that it starts keep their results on one server, and each finds its own.
 */
@Tag("bazel")
final class RemoteCacheIT {
  @TempDir Path dir;

  private Workspace workspace;
  private Nginx nginx;

  @Test
  void entriesOfBazelAndOfItsWorkers_liveSideBySide() throws Exception {
    BazelInstallation bazel = BazelInstallation.inChroot();
    bazel.require();
    try (Nginx server = new Nginx(dir);
        Workspace opened = new Workspace(bazel, "samples/bazel")) {
      nginx = server;
      workspace = opened;
      fill();
      assertThat(build()).contains(", 2 worker");
      byte[] made = Files.readAllBytes(workspace.built("remote/b.jar"));
      List<String> ours = entries(true);
      assertThat(ours).hasSize(1);
      assertThat(entries(false)).hasSize(2);

      // Bazel finds its own, and no worker is asked.
      clean();
      assertThat(build()).contains("2 remote cache hit").doesNotContain(" worker");
      assertThat(downloads(ours.get(0))).isOne(); // Read back by who wrote it.

      // Bazel may not look, and the worker finds its own.
      clean();
      assertThat(build("--noremote_accept_cached")).contains(", 2 worker");
      assertThat(downloads(ours.get(0))).isEqualTo(2);
      assertThat(workspace.built("remote/b.jar")).hasBinaryContent(made);
      assertThat(entries(true)).isEqualTo(ours);
      assertThat(entries(false)).hasSize(2);
    }
  }

  private void fill() throws IOException {
    workspace.copySample("bazel", "samples/bazel");
    for (String file : List.of("javac-worker", "javac-worker.jar")) {
      workspace.copySample("javac-worker/target/" + file, "samples/javac-worker/target/" + file);
    }
    workspace.append(
        "workers/BUILD",
        """

        perdure_worker(
            name = "javac_cached",
            data = ["@javac_worker//:javac-worker.jar"],
            launcher = "@javac_worker//:javac-worker",
            startup_arguments = ["--remote_cache=%s"],
        )
        """
            .formatted(nginx.url("open")));
    workspace.write(
        "remote/BUILD",
        """
        load("//:jvm_library.bzl", "javac_library")
        javac_library(name = "a", srcs = ["A.java"], worker = "//workers:javac_cached")
        javac_library(
            name = "b",
            srcs = ["B.java"],
            deps = ["a"],
            worker = "//workers:javac_cached",
        )
        """);
    workspace.write("remote/A.java", "public class A {}\n");
    // Only this one has a class path, without which nobody knows what javac reads.
    workspace.write("remote/B.java", "public class B extends A {}\n");
  }

  private String build(String... options) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("build", "--noshow_progress", "--color=no", "--curses=no"));
    arguments.add("--remote_cache=" + nginx.url("open"));
    arguments.addAll(List.of(options));
    arguments.add("//remote:all");
    return workspace.start(arguments).expectSuccess();
  }

  private void clean() throws IOException, InterruptedException {
    workspace.start(List.of("clean")).expectSuccess();
  }

  /** The keys of the entries that workers have written, or of those that Bazel has. */
  private List<String> entries(boolean ours) throws IOException {
    try (Stream<Path> list = Files.list(nginx.store().resolve("open/ac"))) {
      return list.filter(file -> isOurs(file) == ours)
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static boolean isOurs(Path entry) {
    try {
      return new String(Files.readAllBytes(entry), ISO_8859_1).contains("perdure");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long downloads(String key) throws IOException {
    return nginx
        .accessLog()
        .lines()
        .filter(line -> line.contains("\"GET /open/ac/" + key + " ") && line.contains(" 200 "))
        .count();
  }
}
