package dev.perdure.samples.ghc;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.process.ProcessConfiguration;
import dev.perdure.worker.process.ProcessFailedException;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.process.ProcessRequest;
import dev.perdure.worker.process.ProcessResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Does what the {@code ghc} command does with the same arguments, in the directory of the request.
 * Compilations of one module go to a server, everything else to the command itself. Whatever runs
 * holds a job token.
 *
 * <p>Package environment files are ignored: a build must not depend on files in a parent folder.
 * Thread-safe.
 */
final class GhcHandler implements WorkHandler {
  private final @Nullable ProcessPool pool;
  private final JobTokens tokens;
  private final Servers servers = new Servers();

  private GhcHandler(@Nullable ProcessPool pool, JobTokens tokens) {
    this.pool = pool;
    this.tokens = tokens;
  }

  /** A handler that keeps nothing. */
  static GhcHandler oneShot(JobTokens tokens) {
    return new GhcHandler(null, tokens);
  }

  /** A handler that keeps servers in {@code pool}. */
  static GhcHandler serving(ProcessPool pool, JobTokens tokens) {
    return new GhcHandler(pool, tokens);
  }

  @Override
  public int work(WorkContext context) throws IOException, InterruptedException {
    GhcOptions options = GhcOptions.parse(context.arguments());
    GhcOutputs.check(options.arguments(), context);
    GhcRequest request = GhcRequest.of(options.arguments());
    if (request.kind() == GhcRequest.Kind.MAKE) {
      return GhcProgram.run(options, builder -> tokens.startMake(builder, context), context);
    }
    tokens.hold(context);
    if (pool != null && request.kind() == GhcRequest.Kind.COMPILE) {
      ProcessConfiguration server = server(options, request, context);
      if (server != null) {
        return compile(pool, server, options, request, context);
      }
    }
    return GhcProgram.run(options, context);
  }

  private @Nullable ProcessConfiguration server(
      GhcOptions options, GhcRequest request, WorkContext context) throws InterruptedException {
    try {
      return servers.configuration(options, request, context);
    } catch (IOException e) {
      // The compiler or a package database is missing or broken: the command reports how.
      return null;
    }
  }

  private static int compile(
      ProcessPool pool,
      ProcessConfiguration server,
      GhcOptions options,
      GhcRequest request,
      WorkContext context)
      throws IOException, InterruptedException {
    Path directory = context.resolve(".").toAbsolutePath().normalize();
    ProcessResponse response;
    try {
      response =
          pool.run(server, ProcessRequest.of(directory, request.own()), context.cancellation());
    } catch (ProcessFailedException e) {
      context.err().println("ghc-worker: " + e.getMessage());
      return GhcProgram.run(options, context);
    }
    context.out().print(response.output());
    context.err().print(response.errors());
    return response.exitCode();
  }
}
