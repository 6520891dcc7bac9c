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
   * Serves requests with {@code --persistent_worker}, else compiles once. With {@code
   * --remote_cache=URL}, what another worker has compiled already is downloaded; with {@code
   * --print_cache_key}, prints what a compilation is known by there, in place of compiling.
   */
  public static void main(String[] args) {
    System.exit(isRemote(args) ? RemoteJavac.run(args) : of(new JavacHandler()).run(args));
  }

  /** A loop, as streams cost a worker some milliseconds of its start. */
  private static boolean isRemote(String[] args) {
    for (String argument : args) {
      if (argument.startsWith("--remote_") || argument.equals("--print_cache_key")) {
        return true;
      }
    }
    return false;
  }

  static Worker of(WorkHandler handler) {
    // An interrupt would break what javac itself keeps open for the next request; the handler looks
    // at the token. Parts that are named need not be looked for, which takes 5 to 10 ms of a
    // worker's start.
    return Worker.of(handler)
        .multiplex(Multiplex.create())
        .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
        .flagfiles(FlagfileFormat.TOOL)
        .cancelling(CancelSteps.defaults().withoutInterrupt());
  }
}
