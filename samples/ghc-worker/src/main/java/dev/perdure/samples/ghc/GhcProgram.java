package dev.perdure.samples.ghc;

import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiler's own program, started for one request. */
final class GhcProgram {
  private static final int NOT_FOUND = 127;

  private GhcProgram() {}

  /**
   * Runs it in the directory of the request; it prints to the output of the request.
   *
   * @return its exit code
   * @throws InterruptedException if the thread was interrupted
   */
  static int run(String program, List<String> arguments, WorkContext context)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    Path directory = context.resolve(".").toAbsolutePath().normalize();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Process process;
    try {
      process = context.attach(builder.redirectErrorStream(true).start());
    } catch (IOException e) {
      context.err().println("ghc-worker: " + e.getMessage() + ": name the compiler by --ghc=PATH");
      return NOT_FOUND;
    }
    process.getOutputStream().close();
    process.getInputStream().transferTo(context.out());
    int exitCode = process.waitFor();
    context.cancellation().throwIfCancelled();
    return exitCode;
  }
}
