package dev.perdure.worker.it.ghc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.it.FileTree;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder in the root of a compiler, in which the sample worker works for it. Closing it deletes
 * all.
 */
final class GhcHome implements AutoCloseable {
  private static final Path SAMPLE =
      Path.of(System.getProperty("samples.directory"), "ghc-worker", "target");

  // A worker has no locale from Bazel; its launch script helps itself.
  private static final List<String> LOCALE = List.of("LC_CTYPE=C.UTF-8");

  private final GhcInstallation ghc;
  private final Path folder;

  GhcHome(GhcInstallation ghc) throws IOException {
    this.ghc = ghc;
    folder = Files.createTempDirectory(ghc.root().fromOutside("/var/tmp"), "perdure-it-");
    Files.createDirectory(folder.resolve("tmp"));
    for (String file : List.of("ghc-worker", "ghc-worker.jar")) {
      Files.copy(SAMPLE.resolve(file), folder.resolve(file));
    }
    Files.setPosixFilePermissions(
        folder.resolve("ghc-worker"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path folder() {
    return folder;
  }

  /** The worker's own arguments, which come before those of a request. */
  List<String> options() {
    return List.of("--ghc=" + GhcInstallation.PROGRAM, "--server-cache=" + inside("cache"));
  }

  /** Starts a worker in the folder. */
  WorkerHarness worker() {
    List<String> command = new ArrayList<>(List.of(inside("ghc-worker")));
    command.addAll(options());
    return WorkerHarness.process(command(".", List.of(), command))
        .timeout(Duration.ofSeconds(60))
        .start();
  }

  /** Runs a program in a folder below this one, and returns how it ended. */
  Answer run(String directory, List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(directory, LOCALE, command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), output);
  }

  private List<String> command(String directory, List<String> variables, List<String> command) {
    List<String> all = new ArrayList<>(List.of("TMPDIR=" + inside("tmp")));
    all.addAll(variables);
    return ghc.root().command(inside(directory), all, command);
  }

  private String inside(String path) {
    return ghc.root().fromInside(folder.resolve(path).normalize());
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(folder);
  }
}
