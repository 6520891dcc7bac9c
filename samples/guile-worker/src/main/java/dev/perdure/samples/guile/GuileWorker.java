package dev.perdure.samples.guile;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.util.Arrays;

/** The Guile worker, and a command that takes the same arguments. */
public final class GuileWorker {
  private static final int COMPILATIONS = Runtime.getRuntime().availableProcessors();

  /**
   * For how many optimization levels there may be a process, for each compilation that runs at
   * once.
   */
  private static final int LEVELS = 4;

  /** A waiting process does not collect garbage, which is some 40 kB per request. */
  private static final int MAX_REQUESTS = 1000;

  /** How many bytes all waiting processes may occupy, for each compilation that runs at once. */
  private static final long MAX_BYTES = 512L << 20;

  private GuileWorker() {}

  /** Serves requests with {@code --persistent_worker}; otherwise compiles once. */
  public static void main(String[] args) {
    // With one piece of work, there is nothing to keep.
    if (!Arrays.asList(args).contains("--persistent_worker")) {
      System.exit(Worker.of(GuileWorker::compileOnce).run(args));
    }
    int exitCode;
    try (ProcessPool pool = pool()) {
      GuileServers servers = new GuileServers(ServerHome.ofUser());
      exitCode =
          Worker.of(new GuileHandler(pool, servers))
              .multiplex(Multiplex.create().slots(COMPILATIONS))
              .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
              .run(args);
    }
    System.exit(exitCode);
  }

  private static ProcessPool pool() {
    return ProcessPool.builder()
        .maxProcesses(LEVELS * COMPILATIONS)
        .maxResidentBytes(COMPILATIONS * MAX_BYTES)
        .maxRequestsOfProcess(MAX_REQUESTS)
        .build();
  }

  private static int compileOnce(WorkContext context) throws IOException, InterruptedException {
    return GuildCommand.compile(GuileOptions.parse(context.arguments()), context);
  }
}
