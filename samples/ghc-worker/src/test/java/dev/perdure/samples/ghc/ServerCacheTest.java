package dev.perdure.samples.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a script in the place of a GHC, which makes the file that {@code -o} names. If there is a
 * pipe, it tells by that who it is, and waits.
 */
@Timeout(60)
class ServerCacheTest {
  @TempDir Path cache;
  @TempDir Path folder;

  @BeforeEach
  void writeScript() throws IOException {
    Path program = folder.resolve("ghc");
    Files.writeString(
        program,
        """
        #!/bin/sh
        if [ -p FOLDER/runs ]; then
          echo $$ >FOLDER/runs
          exec sleep 60
        fi
        while [ $# -gt 0 ]; do
          [ "$1" = -o ] && : >"$2"
          shift
        done
        exit 0
        """
            .replace("FOLDER", folder.toString()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void build_leavesTheServerAndItsLock() throws Exception {
    build();
    assertThat(names()).hasSize(2).allMatch(name -> name.startsWith("ghc-9.10.3-"));
  }

  @Test
  void buildOfAKilledWorker_isRemovedByTheNext() throws Exception {
    Path runs = folder.resolve("runs");
    assertThat(new ProcessBuilder("mkfifo", runs.toString()).start().waitFor()).isZero();
    try (WorkerHarness worker = WorkerHarness.process(command()).start()) {
      worker.send(WorkRequest.of(0, List.of()));
      ProcessHandle compiler =
          ProcessHandle.of(Long.parseLong(Files.readString(runs).strip())).orElseThrow();
      worker.kill();
      compiler.onExit().get(50, TimeUnit.SECONDS);
    }
    assertThat(names()).anyMatch(name -> name.matches("perdure-.*\\.lock"));
    Files.delete(runs);
    build();
    assertThat(names()).hasSize(2).allMatch(name -> name.startsWith("ghc-9.10.3-"));
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Building.class.getName(),
        folder.toString(),
        cache.toString());
  }

  private void build() {
    WorkHandler handler = context -> server(folder, cache, context);
    try (WorkerHarness worker = WorkerHarness.inProcess(Worker.of(handler)).start()) {
      assertThat(worker.work().exitCode()).isZero();
    }
  }

  private static int server(Path folder, Path cache, WorkContext context)
      throws IOException, InterruptedException {
    String program = folder.resolve("ghc").toString();
    Ghc ghc = new Ghc(program, "9.10.3", folder, folder, false, "");
    return Files.exists(new ServerCache(cache).server(ghc, context)) ? 0 : 1;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** A worker that builds a server. */
  static final class Building {
    public static void main(String[] args) {
      WorkHandler handler = context -> server(Path.of(args[0]), Path.of(args[1]), context);
      System.exit(Worker.of(handler).run(args));
    }
  }
}
