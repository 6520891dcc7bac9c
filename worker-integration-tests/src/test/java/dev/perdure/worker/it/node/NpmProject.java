package dev.perdure.worker.it.node;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An npm project of this package's resources, installed below {@code target}. */
final class NpmProject {
  private static final boolean REQUIRED = "1".equals(System.getenv("PERDURE_REQUIRE_TOOLS"));
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "tool.js", "worker.json");

  private NpmProject() {}

  /**
   * Installs it as its lock file says, and returns its directory. Skips the calling test where node
   * or npm is missing or the packages can't be had, and fails it where tools are required.
   */
  static Path install() throws IOException, InterruptedException {
    Path directory = Path.of("target", "npm").toAbsolutePath();
    Files.createDirectories(directory);
    for (String file : FILES) {
      try (InputStream resource = NpmProject.class.getResourceAsStream(file)) {
        Files.copy(resource, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    require(directory, "node", "--version");
    require(directory, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    return directory;
  }

  private static void require(Path directory, String... command)
      throws IOException, InterruptedException {
    Path log = directory.resolve(command[0] + ".log");
    String problem;
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly();
      if (ended && process.exitValue() == 0) {
        return;
      }
      problem = "failed: " + Files.readString(log);
    } catch (IOException e) {
      problem = "can't be run: " + e.getMessage();
    }
    String reason = String.join(" ", command) + " " + problem;
    if (REQUIRED) {
      throw new AssertionError(reason + ", and PERDURE_REQUIRE_TOOLS is 1");
    }
    abort(reason);
  }
}
