package dev.perdure.samples.jflex;

import dev.perdure.worker.Worker;
import dev.perdure.worker.exit.ExitCalls;
import dev.perdure.worker.multiplex.IsolatedTool;

/** The JFlex worker, and a jflex command that takes the same arguments. */
public final class JflexWorker {
  private JflexWorker() {}

  /** Serves requests with {@code --persistent_worker}; otherwise generates once. */
  public static void main(String[] args) {
    System.exit(worker().run(args));
  }

  // #region worker
  /** Each slot loads JFlex for itself, from this program's own class path. */
  static Worker worker() {
    return Worker.of(IsolatedTool.ofSelf(JflexHandler.class).rewriting(ExitCalls::rewrite))
        .multiplex();
  }
  // #endregion worker
}
