package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What was a worker on the library of bazel-contrib/rules_scala. */
// #region after
public final class MigratedScala {
  private MigratedScala() {}

  public static void main(String[] args) {
    System.exit(Worker.of(MigratedScala::work).run(args));
  }

  static int work(WorkContext context) throws IOException {
    List<String> arguments = context.arguments();
    if (arguments.size() < 2) {
      return 2;
    }
    Files.write(context.resolveOutput(arguments.get(0)), arguments.subList(1, arguments.size()));
    System.out.println("wrote " + arguments.get(0));
    return 0;
  }
}
// #endregion after
