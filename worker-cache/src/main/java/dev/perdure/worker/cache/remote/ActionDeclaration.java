package dev.perdure.worker.cache.remote;

import dev.perdure.worker.WorkContext;

/**
 * Tells from the arguments of a request what it would do. The author of a worker writes it along
 * with the handler. Must be thread-safe. It must name everything that the work reads besides the
 * declared inputs of the request: see {@link Action#reads()}.
 */
@FunctionalInterface
public interface ActionDeclaration {
  /**
   * The action of a request. If this throws, the request is not cached, and the handler can report
   * what is wrong.
   */
  Action declare(WorkContext context) throws Exception;
}
