package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Joins files: the first argument is the output, the others are inputs. */
// #region handler
public final class Concatenation implements WorkHandler {
  @Override
  public int work(WorkContext context) throws IOException {
    List<String> arguments = context.arguments();
    Path output = context.resolveOutput(arguments.get(0));
    try (OutputStream joined = Files.newOutputStream(output)) {
      for (String input : arguments.subList(1, arguments.size())) {
        context.cancellation().throwIfCancelled();
        Files.copy(context.resolve(input), joined);
      }
    }
    if (context.verbosity() > 0) {
      System.out.println("joined " + (arguments.size() - 1) + " files");
    }
    // A name that is used outside of this request must be relative to the execution root.
    System.out.println("wrote " + context.relativize(output));
    return 0;
  }
}
// #endregion handler
