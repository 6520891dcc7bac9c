package dev.perdure.samples.ghc;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.process.ProcessGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiler's own program, started for one request. */
final class GhcProgram {
  private static final int NOT_FOUND = 127;

  /** Ends everything that this worker starts if the worker is killed. */
  static final ProcessGuard GUARD = ProcessGuard.create();

  private GhcProgram() {}

  /** Starts a process. */
  @FunctionalInterface
  interface Starter {
    Process start(ProcessBuilder builder) throws IOException, InterruptedException;
  }

  /** Like {@link #run(GhcOptions, Starter, WorkContext)}, started like any process. */
  static int run(GhcOptions options, WorkContext context) throws IOException, InterruptedException {
    return run(options, ProcessBuilder::start, context);
  }

  /**
   * Runs the compiler in the directory of the request; it prints to the output of the request.
   *
   * @return its exit code
   * @throws InterruptedException if the thread was interrupted
   */
  static int run(GhcOptions options, Starter starter, WorkContext context)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(options.ghc()));
    command.addAll(options.arguments());
    Path directory = context.resolve(".").toAbsolutePath().normalize();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Process process;
    try {
      builder.redirectErrorStream(true);
      process = context.attach(starter.start(GUARD.guard(builder)));
    } catch (IOException e) {
      context.err().println("ghc-worker: " + e.getMessage() + ": name the compiler by --ghc=PATH");
      return NOT_FOUND;
    }
    process.getOutputStream().close();
    context.cancellation().onCancel(() -> end(process));
    process.getInputStream().transferTo(context.out());
    int exitCode = process.waitFor();
    context.cancellation().throwIfCancelled();
    return exitCode;
  }

  /**
   * Ends a GHC. It is first asked to end, so that it gives back its job tokens, and killed half a
   * second later.
   */
  private static void end(Process process) {
    // The descendants of a dead process can't be found any more.
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
