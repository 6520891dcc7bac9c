package dev.perdure.samples.javac;

import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;

/** The javac worker, and a javac command that takes the same arguments. */
public final class JavacWorker {
  private JavacWorker() {}

  /** Serves requests with {@code --persistent_worker}, else compiles once. */
  public static void main(String[] args) {
    // Parts that are named need not be looked for, which takes 5 to 10 ms of a worker's start.
    System.exit(
        Worker.of(new JavacHandler())
            .multiplex(Multiplex.create())
            .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
            .run(args));
  }
}
