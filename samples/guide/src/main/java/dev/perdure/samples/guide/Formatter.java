package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.io.InputStream;

/** Runs a program for each request: here sort, for lack of a formatter on every machine. */
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
    // Ended with its descendants when the request is cancelled or the worker ends.
    Process process = context.attach(sort.redirectErrorStream(true).start());
    try (InputStream printed = process.getInputStream()) {
      printed.transferTo(context.out());
    }
    return process.waitFor();
  }
  // #endregion child
}
