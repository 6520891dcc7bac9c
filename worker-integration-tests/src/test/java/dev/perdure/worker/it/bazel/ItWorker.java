package dev.perdure.worker.it.bazel;

import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.util.Arrays;

/** The worker that Bazel runs in these tests. */
final class ItWorker {
  /** More than Bazel sends to a worker at once, so that no request waits for another. */
  private static final int SLOTS = 16;

  private ItWorker() {}

  public static void main(String[] args) {
    Worker worker =
        Worker.of(new ScriptedWork()).codecs(new JsonWorkerCodec(), new ProtoWorkerCodec());
    if (!Arrays.asList(args).contains(ScriptedWork.SINGLEPLEX)) {
      worker = worker.multiplex(Multiplex.create().slots(SLOTS));
    }
    System.exit(worker.run(args));
  }
}
