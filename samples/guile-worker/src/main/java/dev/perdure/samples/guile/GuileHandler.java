package dev.perdure.samples.guile;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.process.ProcessFailedException;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.process.ProcessRequest;
import dev.perdure.worker.process.ProcessResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@code guild compile} does with the same arguments, in the directory of the request.
 * Thread-safe.
 */
final class GuileHandler implements WorkHandler {
  private static final String COMPILED_PATH = "GUILE_LOAD_COMPILED_PATH";

  private final @Nullable ProcessPool pool;
  private @Nullable GuileServer server;

  private GuileHandler(@Nullable ProcessPool pool) {
    this.pool = pool;
  }

  /** Keeps nothing. */
  static GuileHandler oneShot() {
    return new GuileHandler(null);
  }

  /** Keeps Guiles in {@code pool}. */
  static GuileHandler serving(ProcessPool pool) {
    return new GuileHandler(pool);
  }

  @Override
  public int work(WorkContext context) throws IOException, InterruptedException {
    GuileOptions options = GuileOptions.parse(context.arguments());
    return pool == null ? command(options, context) : serve(pool, options, context);
  }

  private int serve(ProcessPool pool, GuileOptions options, WorkContext context)
      throws IOException, InterruptedException {
    ProcessRequest request = ProcessRequest.of(directory(context), options.arguments());
    String compiledPath = compiledPath(options);
    if (!compiledPath.isEmpty()) {
      request = request.withVariable(COMPILED_PATH, compiledPath);
    }
    ProcessResponse response;
    try {
      response = pool.run(server().configuration(options), request, context.cancellation());
    } catch (ProcessFailedException e) {
      context.err().println("guile-worker: " + e.getMessage());
      return command(options, context);
    }
    context.out().print(response.output());
    context.err().print(response.errors());
    return response.exitCode();
  }

  private synchronized GuileServer server() throws IOException {
    if (server == null) {
      server = new GuileServer();
    }
    return server;
  }

  /** The command, for one request. */
  private static int command(GuileOptions options, WorkContext context)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(options.guild(), "compile"));
    command.addAll(options.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory(context).toFile());
    if (!options.compiledPath().isEmpty()) {
      builder.environment().put(COMPILED_PATH, compiledPath(options));
    }
    Process process = context.attach(builder.redirectErrorStream(true).start());
    process.getOutputStream().close();
    process.getInputStream().transferTo(context.out());
    int exitCode = process.waitFor();
    context.cancellation().throwIfCancelled();
    return exitCode;
  }

  private static Path directory(WorkContext context) {
    return context.resolve(".").toAbsolutePath().normalize();
  }

  /** That of the request comes before the worker's own. */
  private static String compiledPath(GuileOptions options) {
    Map<String, String> environment = System.getenv();
    String own = environment.getOrDefault(COMPILED_PATH, "");
    return own.isEmpty() || options.compiledPath().isEmpty()
        ? options.compiledPath()
        : options.compiledPath() + ":" + own;
  }
}
