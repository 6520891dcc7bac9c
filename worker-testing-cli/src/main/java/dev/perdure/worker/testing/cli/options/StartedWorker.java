package dev.perdure.worker.testing.cli.options;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.CliMessage;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a worker, or says why that is impossible. */
public final class StartedWorker {
  private StartedWorker() {}

  public static WorkerHarness start(WorkerHarness.Builder builder) {
    try {
      return builder.start();
    } catch (IllegalStateException e) {
      throw failure(e);
    }
  }

  /** Turns the exception of a harness that can't start its worker into a message for the user. */
  public static CliException failure(IllegalStateException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new CliException(
        ExitCodes.USAGE, CliMessage.WORKER_NOT_STARTED.text(String.valueOf(cause.getMessage())));
  }

  /** Makes the files of a command line absolute, so that it means the same in another directory. */
  public static List<String> command(List<String> command, Path directory) {
    return command.stream().map(element -> absolute(element, directory)).toList();
  }

  private static String absolute(String element, Path directory) {
    Path file = directory.resolve(element);
    return Files.isRegularFile(file) ? file.toAbsolutePath().normalize().toString() : element;
  }
}
