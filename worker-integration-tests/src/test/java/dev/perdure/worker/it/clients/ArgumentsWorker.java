package dev.perdure.worker.it.clients;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;

/** Prints its arguments, one per line. */
public final class ArgumentsWorker {
  private ArgumentsWorker() {}

  public static void main(String[] args) {
    System.exit(Worker.of(ArgumentsWorker::work).run(args));
  }

  private static int work(WorkContext context) {
    context.arguments().forEach(context.out()::println);
    return 0;
  }
}
