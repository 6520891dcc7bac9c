package dev.perdure.worker.benchmarks.peer;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;

/** A worker that does nothing and is written to start fast: no lambda, codecs that are named. */
public final class NamedNoopWorker implements WorkHandler {
  private NamedNoopWorker() {}

  public static void main(String[] args) {
    System.exit(
        Worker.of(new NamedNoopWorker())
            .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec())
            .run(args));
  }

  @Override
  public int work(WorkContext context) {
    return 0;
  }
}
