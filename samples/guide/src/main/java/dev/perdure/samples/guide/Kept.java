package dev.perdure.samples.guide;

import dev.perdure.worker.RequestExecutors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The pool of a tool that uses one pool for all requests. */
final class Kept {
  // #region pool
  static final ExecutorService POOL = RequestExecutors.binding(Executors.newFixedThreadPool(4));

  // #endregion pool

  private Kept() {}
}
