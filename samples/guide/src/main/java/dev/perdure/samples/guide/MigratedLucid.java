package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was a worker on the library of lucidsoftware/rules_scala. */
// #region after
public final class MigratedLucid {
  private MigratedLucid() {}

  public static void main(String[] args) {
    System.exit(Worker.of(MigratedLucid::work).multiplex().run(args));
  }

  static int work(WorkContext context) throws IOException {
    List<String> arguments = context.requestArguments();
    if (arguments.size() < 2) {
      return 2;
    }
    String header = context.startupArguments().stream().findFirst().orElse("");
    Path output = context.resolveOutput(arguments.get(0));
    context.cancellation().throwIfCancelled();
    Files.writeString(output, header + String.join("\n", arguments.subList(1, arguments.size())));
    context.out().println("wrote " + arguments.get(0));
    return 0;
  }
}
// #endregion after
