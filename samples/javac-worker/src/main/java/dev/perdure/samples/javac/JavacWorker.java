package dev.perdure.samples.javac;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;

/** The javac worker, and a javac command that takes the same arguments. */
public final class JavacWorker {
  private JavacWorker() {}

  /**
   * Serves requests with {@code --persistent_worker}; otherwise compiles once. With {@code
   * --remote_cache=URL}, results of other workers are downloaded. With {@code --print_cache_key},
   * the key of a compilation in that cache is printed, and nothing is compiled.
   */
  public static void main(String[] args) {
    System.exit(isRemote(args) ? RemoteJavac.run(args) : of(new JavacHandler()).run(args));
  }

  /** A loop, since streams add some milliseconds to a worker's start. */
  private static boolean isRemote(String[] args) {
    for (String argument : args) {
      if (argument.startsWith("--remote_") || argument.equals("--print_cache_key")) {
        return true;
      }
    }
    return false;
  }

  static Worker of(WorkHandler handler) {
    // An interrupt would break what javac itself keeps open for the next request, so the handler
    // checks the token. Codecs and multiplex are named, since looking for them would add 5 to 10 ms
    // to a worker's start.
    return Worker.of(handler)
        .multiplex(Multiplex.create())
        .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
        .flagfiles(FlagfileFormat.TOOL)
        .cancelling(CancelSteps.defaults().withoutInterrupt());
  }
}
