package dev.perdure.samples.guile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.process.ProcessGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program {@code guild}, started for one piece of work. */
final class GuildCommand {
  private static final String COMPILED_PATH = "GUILE_LOAD_COMPILED_PATH";

  /** Ends the processes if the worker is killed. */
  private static final ProcessGuard GUARD = ProcessGuard.create();

  private GuildCommand() {}

  /**
   * Compiles what a request asks for; the process prints to the request's output, and ends with the
   * request.
   */
  static int compile(GuileOptions options, WorkContext context)
      throws IOException, InterruptedException {
    ProcessBuilder builder = builder(options, "compile");
    builder.command().addAll(options.arguments());
    builder.directory(context.resolve(".").toAbsolutePath().normalize().toFile());
    String compiledPath = compiledPath(options);
    if (!compiledPath.isEmpty()) {
      builder.environment().put(COMPILED_PATH, compiledPath);
    }
    builder.redirectErrorStream(true);
    Process process = context.attach(GUARD.guard(builder).start());
    process.getOutputStream().close();
    process.getInputStream().transferTo(context.out());
    int exitCode = process.waitFor();
    context.cancellation().throwIfCancelled();
    return exitCode;
  }

  /**
   * Runs a command that must succeed.
   *
   * @return what it printed
   * @throws IOException if it can't be started, or fails
   */
  static String run(GuileOptions options, Path directory, List<String> arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = builder(options, arguments.toArray(String[]::new));
    builder.directory(directory.toFile()).redirectErrorStream(true);
    Process process = GUARD.guard(builder).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", builder.command()) + " failed: " + output);
    }
    return output;
  }

  /**
   * The path on which compiled modules are searched first: that of the request, then the worker's
   * own.
   */
  static String compiledPath(GuileOptions options) {
    String own = System.getenv().getOrDefault(COMPILED_PATH, "");
    return own.isEmpty() || options.compiledPath().isEmpty()
        ? options.compiledPath() + own
        : options.compiledPath() + ":" + own;
  }

  private static ProcessBuilder builder(GuileOptions options, String... arguments) {
    List<String> command = new ArrayList<>(List.of(options.guild()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (!options.guile().isEmpty()) {
      builder.environment().put("GUILE", options.guile());
    }
    return builder;
  }
}
