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
import java.io.PrintStream;
import java.time.Duration;

/** A worker as the official library's users expect it, on the streams of their processor. */
final class WorkerServing {
  private static final String PERSISTENT = "--persistent_worker";

  /** What Bazel sends one worker at once unless told otherwise: workers are used to running it. */
  private static final int MIN_SLOTS = 8;

  private final Worker worker;

  WorkerServing(WorkHandler handler, Duration cpuUsageBeforeGc, Duration idleTimeBeforeGc) {
    int slots = Math.max(MIN_SLOTS, Runtime.getRuntime().availableProcessors());
    Worker plain =
        Worker.of(handler)
            .multiplex(Multiplex.create().slots(slots))
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

  /** Serves the client behind {@code processor} until it ends; returns the exit code. */
  int serve(WorkerMessageProcessor processor, PrintStream log) {
    if (processor instanceof ProtoWorkerMessageProcessor proto) {
      WorkerCodec codec = new ProtoWorkerCodec();
      return ProcessWire.claim(proto.in())
          ? worker.codecs(codec).run(PERSISTENT)
          : worker.codecs(codec).serve(proto.in(), proto.out(), log);
    }
    if (processor instanceof JsonWorkerMessageProcessor && ProcessWire.claim()) {
      return worker.codecs(new JsonWorkerCodec()).run(PERSISTENT);
    }
    WorkerCodec between = new ProtoWorkerCodec();
    ProcessorInput requests = new ProcessorInput(processor, between);
    ProcessorOutput responses = new ProcessorOutput(processor, between);
    boolean ownProcess =
        !(processor instanceof JsonWorkerMessageProcessor) && ProcessWire.guard(log);
    try {
      return worker.codecs(between).serve(requests, responses, log);
    } finally {
      if (ownProcess) {
        ProcessWire.unguard();
      }
    }
  }
}
