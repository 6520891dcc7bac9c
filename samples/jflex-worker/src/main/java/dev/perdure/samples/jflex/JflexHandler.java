package dev.perdure.samples.jflex;

import dev.perdure.worker.PathArguments;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import jflex.Main;

/** Calls JFlex's main method, which keeps its options in static fields and ends by System.exit. */
// #region handler
public final class JflexHandler implements WorkHandler {
  private static final PathArguments PATHS =
      PathArguments.create()
          .output("-d", "--outdir")
          .file("-s", "--skel", "-skel")
          .value("--encoding")
          .operands();

  @Override
  public int work(WorkContext context) {
    Main.main(PATHS.relocate(context).toArray(String[]::new));
    return 0;
  }
}
// #endregion handler
