package dev.perdure.worker.cache.remote;

import dev.perdure.worker.WorkContext;

/**
 * Tells what a request would do, from its arguments; written by the author of a worker, beside the
 * handler. Thread-safe. It must not miss what the work reads beyond the declared inputs of the
 * request: see {@link Action#reads()}.
 */
@FunctionalInterface
public interface ActionDeclaration {
  /**
   * The action of a request. What it throws leaves the request uncached, and the handler to tell
   * what is wrong with it.
   */
  Action declare(WorkContext context) throws Exception;
}
