package dev.perdure.samples.hello;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes its arguments to a file, as a persistent worker or once. */
public final class HelloWorker {
  private HelloWorker() {}

  public static void main(String[] args) {
    System.exit(Worker.of(HelloWorker::work).multiplex().run(args));
  }

  static int work(WorkContext context) throws Exception {
    Path output = context.resolveOutput(context.arguments().get(0));
    Files.writeString(output, String.join(" ", context.arguments()) + "\n");
    // Reaches this request's response, never the wire; without the sandbox directory.
    System.out.println("wrote " + context.relativize(output));
    return 0;
  }
}
