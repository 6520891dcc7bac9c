package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Runs a worker with the settings that users of the official library expect. */
final class WorkerServing {
  private static final String PERSISTENT = "--persistent_worker";

  /** How many requests Bazel sends to a multiplex worker at once, unless set otherwise (F4). */
  private static final int MIN_SLOTS = 8;

  private final EndNote end;
  private final Worker worker;

  WorkerServing(WorkHandler handler, Duration cpuUsageBeforeGc, Duration idleTimeBeforeGc) {
    int slots = Math.max(MIN_SLOTS, Runtime.getRuntime().availableProcessors());
    end = new EndNote(Multiplex.create().slots(slots));
    Worker plain =
        Worker.of(handler)
            .multiplex(end)
            .cancelling(CancelSteps.defaults().withoutInterrupt())
            .flagfiles(FlagfileFormat.TOOL);
    if (cpuUsageBeforeGc.isZero() && idleTimeBeforeGc.isZero()) {
      worker = plain;
    } else {
      worker =
          plain.upkeep(
              WorkerUpkeep.defaults()
                  .withCollectAfterCpu(cpuUsageBeforeGc)
                  .withCollectAfterIdle(idleTimeBeforeGc));
    }
  }

  /**
   * Serves the client behind {@code processor} until it ends.
   *
   * @throws IOException if the worker ended for what the client sent, or did not read
   */
  void serve(WorkerMessageProcessor processor, PrintStream log) throws IOException {
    if (processor instanceof ProtoWorkerMessageProcessor proto) {
      Worker speaking = worker.codecs(new ProtoWorkerCodec());
      if (ProcessWire.claim(proto.in())) {
        speaking.run(PERSISTENT);
      } else {
        speaking.serve(proto.in(), proto.out(), log);
      }
    } else if (!(processor instanceof JsonWorkerMessageProcessor)) {
      boolean ownProcess = ProcessWire.guard(log);
      serveThrough(processor, log);
      if (ownProcess) {
        ProcessWire.unguard();
      }
    } else if (ProcessWire.claim()) {
      worker.codecs(new JsonWorkerCodec()).run(PERSISTENT);
    } else {
      serveThrough(processor, log);
    }
    String failure = end.failure();
    if (failure != null) {
      throw new WorkerEndedException(failure);
    }
  }

  /** Has {@code processor} do the reading and the writing. */
  private void serveThrough(WorkerMessageProcessor processor, PrintStream log) {
    WorkerCodec between = new ProtoWorkerCodec();
    worker
        .codecs(between)
        .serve(
            new ProcessorInput(processor, between), new ProcessorOutput(processor, between), log);
  }
}
