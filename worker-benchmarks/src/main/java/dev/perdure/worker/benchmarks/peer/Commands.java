package dev.perdure.worker.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs what has to be done before a peer can be measured. */
final class Commands {
  private static final int PATIENCE_SECONDS = 120;

  private Commands() {}

  /**
   * Runs this command in {@code folder}, where its output goes to a file.
   *
   * @return why it did not succeed; empty if it did
   */
  static String problemOf(Path folder, String... command) throws IOException, InterruptedException {
    String name = String.join(" ", command);
    Path log = folder.resolve(command[0] + ".log");
    // In the environment of this program, not in a worker's, as the way to the registry is there.
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return name + " can't be run";
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return name + " has not ended after " + PATIENCE_SECONDS + " s";
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
    int code = process.exitValue();
    return code == 0 ? "" : name + " ended with exit code " + code;
  }
}
