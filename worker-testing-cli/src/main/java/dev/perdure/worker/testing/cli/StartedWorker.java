package dev.perdure.worker.testing.cli;

import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a worker, or says why it can't be. */
final class StartedWorker {
  private StartedWorker() {}

  static WorkerHarness start(WorkerHarness.Builder builder) {
    try {
      return builder.start();
    } catch (IllegalStateException e) {
      throw failure(e);
    }
  }

  /** What a harness that can't start its worker throws, for a person. */
  static CliException failure(IllegalStateException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new CliException(
        ExitCodes.USAGE, CliMessage.WORKER_NOT_STARTED.text(String.valueOf(cause.getMessage())));
  }

  /** A command line that means the same in another directory: its files are made absolute. */
  static List<String> command(List<String> command, Path directory) {
    return command.stream().map(element -> absolute(element, directory)).toList();
  }

  private static String absolute(String element, Path directory) {
    Path file = directory.resolve(element);
    return Files.isRegularFile(file) ? file.toAbsolutePath().normalize().toString() : element;
  }
}
