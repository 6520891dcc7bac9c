package dev.perdure.samples.guile;

import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.util.Arrays;

/** The Guile worker, and a command that takes the same arguments. */
public final class GuileWorker {
  private GuileWorker() {}

  /** Serves requests with {@code --persistent_worker}, else compiles once. */
  public static void main(String[] args) {
    // For one piece of work there is nothing to keep.
    if (!Arrays.asList(args).contains("--persistent_worker")) {
      System.exit(Worker.of(GuileHandler.oneShot()).run(args));
    }
    int exitCode;
    // A Guile compiles one file at a time, since its compiler is not made for threads.
    try (ProcessPool pool = ProcessPool.builder().maxRequestsOfProcess(1000).build()) {
      exitCode =
          Worker.of(GuileHandler.serving(pool))
              .multiplex(Multiplex.create())
              .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
              .run(args);
    }
    System.exit(exitCode);
  }
}
