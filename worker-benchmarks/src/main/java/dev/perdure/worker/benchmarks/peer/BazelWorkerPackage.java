package dev.perdure.worker.benchmarks.peer;

import dev.perdure.worker.benchmarks.frame.Bench;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A worker that does nothing by {@code @bazel/worker}, npm's package for workers in Node.js. It
 * speaks proto only, to clients that wait for each answer and send each request in a write of its
 * own: it waits for ever once two have come in one, and may take a part of one for the whole.
 */
public final class BazelWorkerPackage {
  /** The side's name in results. */
  public static final String SIDE = "npm @bazel/worker";

  private static final String SCRIPT = "worker.js";
  private static final List<String> FILES = List.of("package.json", "package-lock.json", SCRIPT);

  private BazelWorkerPackage() {}

  /**
   * Installs it in the benchmark's folder, as the lock file says.
   *
   * @return its command line; empty if it can't be had here, which is noted then
   */
  public static Optional<List<String>> install(Bench bench)
      throws IOException, InterruptedException {
    Path project = Files.createDirectories(bench.folder().resolve("npm"));
    for (String file : FILES) {
      try (InputStream resource = BazelWorkerPackage.class.getResourceAsStream("npm/" + file)) {
        if (resource == null) {
          throw new FileNotFoundException(file);
        }
        Files.copy(resource, project.resolve(file));
      }
    }
    String problem =
        Commands.problemOf(project, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    if (problem.isEmpty()) {
      problem = Commands.problemOf(project, "node", "--version");
    }
    if (!problem.isEmpty()) {
      bench.note("npm's @bazel/worker is missing: " + problem);
      return Optional.empty();
    }
    return Optional.of(List.of("node", project.resolve(SCRIPT).toString(), "--persistent_worker"));
  }
}
