package dev.perdure.samples.javabuilder;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;

/** The Java builder, as a worker and as a command that takes the same arguments. */
public final class JavaBuilderWorker {
  private JavaBuilderWorker() {}

  /** Serves requests with {@code --persistent_worker}, else builds once. */
  public static void main(String[] args) {
    System.exit(of(new JavaBuilder()).run(args));
  }

  static Worker of(WorkHandler handler) {
    // An interrupt would break what javac itself keeps open for the next request; the handler looks
    // at the token. Parts that are named need not be looked for, which takes 5 to 10 ms of a
    // worker's start.
    return Worker.of(handler)
        .multiplex(Multiplex.create())
        .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
        .cancelling(CancelSteps.defaults().withoutInterrupt());
  }
}
