package dev.perdure.worker.maven;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;

/** A worker to package: its first argument is its exit code, or asks whether a file exists. */
final class TestWorker {
  private TestWorker() {}

  public static void main(String[] args) {
    System.exit(Worker.of(TestWorker::work).multiplex().run(args));
  }

  private static int work(WorkContext context) {
    context.out().println("worked on " + context.arguments());
    if (context.arguments().get(0).equals("exit")) {
      System.exit(7);
    }
    if (context.arguments().get(0).equals("exists")) {
      return Files.exists(Path.of(context.arguments().get(1))) ? 0 : 1;
    }
    return Integer.parseInt(context.arguments().get(0));
  }
}
