package dev.perdure.samples.guide;

import dev.perdure.worker.Worker;
import dev.perdure.worker.process.ProcessConfiguration;
import dev.perdure.worker.process.ProcessPool;

/** What was a worker on npm's {@code @bazel/worker}; the tool stays on Node.js. */
// #region after
public final class MigratedNode {
  private MigratedNode() {}

  public static void main(String[] args) {
    System.exit(worker(ProcessPool.create(), "draft.js").run(args));
  }

  static Worker worker(ProcessPool pool, String script) {
    ProcessConfiguration tool = ProcessConfiguration.of("node", script);
    return Worker.of(context -> pool.work(context, tool)).multiplex();
  }
}
// #endregion after
