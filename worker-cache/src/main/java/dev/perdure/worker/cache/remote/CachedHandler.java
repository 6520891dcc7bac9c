package dev.perdure.worker.cache.remote;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.remote.action.KeyedRequest;
import dev.perdure.worker.cache.remote.action.ObservedContext;
import dev.perdure.worker.cache.remote.result.Lookup;
import dev.perdure.worker.cache.remote.result.ResultCache;
import dev.perdure.worker.runtime.request.RequestRun;
import java.nio.file.Path;
import java.util.List;

/**
 * A handler that looks up each request first, and publishes its result afterwards. A one-shot run,
 * whose output goes directly to the terminal, is not cached. Thread-safe if the handler is.
 */
@SuppressWarnings("try") // It throws what the handler's close throws, and nobody else calls it.
final class CachedHandler implements WorkHandler, AutoCloseable {
  private final WorkHandler handler;
  private final ActionDeclaration declaration;
  private final ResultCache results;

  CachedHandler(WorkHandler handler, ActionDeclaration declaration, ResultCache results) {
    this.handler = handler;
    this.declaration = declaration;
    this.results = results;
  }

  @Override
  public WorkHandler forSlot() throws Exception {
    WorkHandler own = handler.forSlot();
    return own == handler ? this : new CachedHandler(own, declaration, results);
  }

  @Override
  public List<Path> toolFiles() {
    return handler.toolFiles();
  }

  @Override
  public int work(WorkContext context) throws Exception {
    RequestRun run = RequestRun.current();
    if (run == null) {
      return handler.work(context);
    }
    KeyedRequest request = results.key(context, () -> declaration.declare(context).declared());
    if (request == null) {
      return handler.work(context);
    }
    Lookup lookup = results.lookup(request);
    if (lookup.isHit()) {
      return lookup.exitCode();
    }
    ObservedContext observed = new ObservedContext(context, request.origins(), request.outputs());
    int exitCode = handler.work(observed);
    // Work that called System.exit and caught the unwinding has another exit code than it returns.
    if (!run.hasExited() && !context.cancellation().isCancelled()) {
      results.publish(request, lookup, observed.foreign(), exitCode, run);
    }
    return exitCode;
  }

  @Override
  public void close() throws Exception {
    if (handler instanceof AutoCloseable own) {
      own.close();
    }
  }
}
