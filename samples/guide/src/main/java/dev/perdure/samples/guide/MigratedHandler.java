package dev.perdure.samples.guide;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerUpkeep;
import java.time.Duration;

/** What {@link Bridged} is without the official library's API. */
// #region after
public final class MigratedHandler {
  private MigratedHandler() {}

  public static void main(String[] args) {
    Worker worker =
        Worker.of(MigratedHandler::work)
            .multiplex()
            .upkeep(WorkerUpkeep.defaults().withCollectAfterCpu(Duration.ofSeconds(10)));
    System.exit(worker.run(args));
  }

  private static int work(WorkContext context) {
    System.out.println("request " + context.requestId() + ": " + context.arguments());
    return 0;
  }
}
// #endregion after
