package dev.perdure.samples.kotlinc;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.nio.file.Path;

/** The kotlinc worker, and a kotlinc command that takes the same arguments. */
public final class KotlincWorker {
  private KotlincWorker() {}

  /** Serves requests with {@code --persistent_worker}; otherwise compiles once. */
  public static void main(String[] args) {
    System.exit(worker().run(args));
  }

  static Worker worker() {
    // Several workers can share it. It has the user's name, since its owner is who made it.
    Path states =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "kotlinc-worker-" + System.getProperty("user.name"));
    // An interrupt would close the jars that the compilations share, so the compiler is only asked.
    return Worker.of(new KotlincHandler(new IncrementalCompiler(states)))
        .workerArguments(IncrementalCompiler.FLAG)
        .hideSandboxPaths()
        .multiplex(Multiplex.create())
        .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
        .flagfiles(FlagfileFormat.SHELL)
        .cancelling(CancelSteps.defaults().withoutInterrupt());
  }
}
