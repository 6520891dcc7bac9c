package dev.perdure.samples.ghc;

import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.util.List;

/** The GHC worker, and a ghc command that takes the same arguments. */
public final class GhcWorker {
  private GhcWorker() {}

  /** Serves requests with {@code --persistent_worker}; otherwise runs ghc once. */
  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    int exitCode;
    try (JobTokens tokens = JobTokens.of(System.getenv(), arguments)) {
      // With one piece of work, there is nothing to keep.
      exitCode =
          arguments.contains("--persistent_worker")
              ? serve(tokens, args)
              : Worker.of(GhcHandler.oneShot(tokens)).run(args);
    }
    System.exit(exitCode);
  }

  /** Enough for all sets of flags in a build; the actual limit is memory. */
  private static final int MAX_SERVERS = 64;

  private static int serve(JobTokens tokens, String... args) {
    int jobs = tokens.jobs();
    long memory = GhcOptions.serverMemory(List.of(args), jobs);
    try (ProcessPool pool =
        ProcessPool.builder().maxProcesses(MAX_SERVERS).maxResidentBytes(memory).build()) {
      return Worker.of(GhcHandler.serving(pool, tokens))
          .multiplex(Multiplex.create().slots(jobs))
          .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
          .run(args);
    }
  }
}
