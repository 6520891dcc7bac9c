package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;

/** The {@link Probe} as a tool of a worker. */
public final class ProbeTool implements WorkHandler {
  @Override
  public int work(WorkContext context) throws Exception {
    Probe.report(context.arguments(), context.out());
    return 0;
  }
}
