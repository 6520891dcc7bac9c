package dev.perdure.samples.scalac;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.time.Duration;

/** The scalac worker, and a scalac command that takes the same arguments. */
public final class ScalacWorker {
  private ScalacWorker() {}

  /** Serves requests with {@code --persistent_worker}; otherwise compiles once. */
  public static void main(String[] args) {
    System.exit(worker().run(args));
  }

  static Worker worker() {
    // scalac keeps nothing open that an interrupt could close, and macros may be waiting. Within
    // one
    // file it asks for no cancellation, and a large file can take minutes.
    return Worker.of(new ScalacHandler())
        .cancelling(CancelSteps.defaults().retireWhenStuck(Duration.ofSeconds(30)))
        .hideSandboxPaths()
        .multiplex(Multiplex.create())
        .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
        .flagfiles(FlagfileFormat.SHELL);
  }
}
