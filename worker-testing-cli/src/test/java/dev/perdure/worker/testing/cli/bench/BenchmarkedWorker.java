package dev.perdure.worker.testing.cli.bench;

import dev.perdure.worker.Worker;
import java.nio.file.Path;
import java.util.List;

/** A worker that answers at once, as a program of its own. */
final class BenchmarkedWorker {
  private BenchmarkedWorker() {}

  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        BenchmarkedWorker.class.getName());
  }

  public static void main(String[] args) {
    System.exit(Worker.of(context -> 0).run(args));
  }
}
