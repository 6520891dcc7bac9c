package dev.perdure.samples.guile;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.process.ProcessConfiguration;
import dev.perdure.worker.process.ProcessFailedException;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.process.ProcessRequest;
import dev.perdure.worker.process.ProcessResponse;
import java.io.IOException;

/**
 * Does what {@code guild compile} does with the same arguments, in the directory of the request, in
 * a process of the pool that has already loaded the compiler. Thread-safe.
 */
final class GuileHandler implements WorkHandler {
  private final ProcessPool pool;
  private final GuileServers servers;

  GuileHandler(ProcessPool pool, GuileServers servers) {
    this.pool = pool;
    this.servers = servers;
  }

  @Override
  public int work(WorkContext context) throws IOException, InterruptedException {
    GuileOptions options = GuileOptions.parse(context.arguments());
    GuildOutputs.check(options.arguments(), context);
    ProcessConfiguration configuration;
    try {
      configuration = servers.configuration(options);
    } catch (IOException e) {
      return withoutServer(e, options, context);
    }
    ProcessRequest request =
        servers.request(options, context.resolve(".").toAbsolutePath().normalize());
    ProcessResponse response;
    try {
      response = pool.run(configuration, request, context.cancellation());
    } catch (ProcessFailedException e) {
      if (!servers.isProven(configuration)) {
        return withoutServer(e, options, context);
      }
      // What a macro has already done must not be done twice.
      context.err().println("guile-worker: " + e.getMessage());
      return 1;
    }
    servers.prove(configuration);
    context.out().print(response.output());
    context.err().print(response.errors());
    return response.exitCode();
  }

  private static int withoutServer(IOException why, GuileOptions options, WorkContext context)
      throws IOException, InterruptedException {
    context.err().println("guile-worker: compiles by guild alone: " + why.getMessage());
    return GuildCommand.compile(options, context);
  }
}
