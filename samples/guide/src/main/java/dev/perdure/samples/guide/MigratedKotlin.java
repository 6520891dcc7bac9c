package dev.perdure.samples.guide;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was a worker on the library of rules_kotlin. */
// #region after
public final class MigratedKotlin {
  private MigratedKotlin() {}

  public static void main(String[] args) {
    System.exit(Worker.of(MigratedKotlin::work).multiplex().run(args));
  }

  static int work(WorkContext context) throws IOException {
    String output = context.arguments().get(0);
    Path draft = Files.createTempFile("draft", "");
    try {
      Files.write(draft, context.arguments());
      Files.move(draft, context.resolveOutput(output), REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    System.out.println("wrote " + output);
    return 0;
  }
}
// #endregion after
