package dev.perdure.samples.ghc;

import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.util.Arrays;

/** The GHC worker, and a ghc command that takes the same arguments. */
public final class GhcWorker {
  private GhcWorker() {}

  /** Serves requests with {@code --persistent_worker}, else runs ghc once. */
  public static void main(String[] args) {
    // For one piece of work there is nothing to keep.
    if (!Arrays.asList(args).contains("--persistent_worker")) {
      System.exit(Worker.of(GhcHandler.oneShot()).run(args));
    }
    int exitCode;
    try (ProcessPool pool = ProcessPool.create()) {
      exitCode =
          Worker.of(GhcHandler.serving(pool))
              .multiplex(Multiplex.create())
              .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
              .run(args);
    }
    System.exit(exitCode);
  }
}
