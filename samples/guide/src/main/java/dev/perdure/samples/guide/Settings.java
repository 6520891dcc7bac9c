package dev.perdure.samples.guide;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.exit.ExitCalls;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.IsolatedTool;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Workers for different kinds of tools. */
public final class Settings {
  private Settings() {}

  static Worker quickStart(WorkHandler handler) {
    // #region named
    return Worker.of(handler)
        .multiplex(Multiplex.create())
        .codecs(new ProtoWorkerCodec(), new JsonWorkerCodec());
    // #endregion named
  }

  static Worker bounded(WorkHandler handler) {
    // #region slots
    return Worker.of(handler).multiplex(Multiplex.create().slots(4).maxWaiting(200));
    // #endregion slots
  }

  static Worker exclusive(WorkHandler handler) {
    // #region exclusive
    return Worker.of(handler).multiplex(Multiplex.create().exclusive());
    // #endregion exclusive
  }

  static Worker oneFolderAtATime(WorkHandler handler) {
    // #region exclusiveBy
    return Worker.of(handler)
        .multiplex(Multiplex.create().exclusiveBy(request -> request.arguments().get(0)));
    // #endregion exclusiveBy
  }

  static Worker isolated(Path toolJar) {
    // #region isolated
    return Worker.of(
            IsolatedTool.of(List.of(toolJar), "com.example.Tool").rewriting(ExitCalls::rewrite))
        .multiplex();
    // #endregion isolated
  }

  static Worker careful(WorkHandler handler) {
    // #region careful
    return Worker.of(handler)
        .limits(new CodecLimits(64 << 20, 50))
        .flagfiles(FlagfileFormat.SHELL)
        .cancelling(
            CancelSteps.defaults().withoutInterrupt().withReportAfter(Duration.ofSeconds(5)))
        .hideSandboxPaths()
        .refuseSandboxPaths();
    // #endregion careful
  }

  static Worker wellKept(WorkHandler handler) {
    // #region upkeep
    return Worker.of(handler)
        .upkeep(
            WorkerUpkeep.defaults()
                .withMaxHeap(0.8)
                .withMaxResidentBytes(1L << 30)
                .withCollectAfterIdle(Duration.ofSeconds(10))
                .withDumpStacksAfter(Duration.ofMinutes(5)));
    // #endregion upkeep
  }
}
