package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.io.InputStream;

/** Runs a program for each request: here it is sort, since not every machine has a formatter. */
public final class Formatter implements WorkHandler {
  // #region child
  @Override
  public int work(WorkContext context) throws IOException, InterruptedException {
    ProcessBuilder sort =
        new ProcessBuilder(
            "sort",
            "-o",
            context.resolveOutput(context.arguments().get(0)).toString(),
            context.resolve(context.arguments().get(1)).toString());
    // It ends, with its descendants, when the request is cancelled or the worker ends.
    Process process = context.attach(sort.redirectErrorStream(true).start());
    try (InputStream printed = process.getInputStream()) {
      printed.transferTo(context.out());
    }
    return process.waitFor();
  }
  // #endregion child
}
