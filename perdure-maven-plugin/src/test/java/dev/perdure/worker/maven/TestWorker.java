package dev.perdure.worker.maven;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;

/** A worker to package: its first argument is its exit code. */
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
    return Integer.parseInt(context.arguments().get(0));
  }
}
