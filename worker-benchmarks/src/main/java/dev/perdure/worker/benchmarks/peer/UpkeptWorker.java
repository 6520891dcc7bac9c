package dev.perdure.worker.benchmarks.peer;

import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerUpkeep;
import java.time.Duration;

/** A worker that does nothing, and collects its garbage when it has been idle for a second. */
public final class UpkeptWorker {
  private UpkeptWorker() {}

  public static void main(String[] args) {
    WorkerUpkeep upkeep = WorkerUpkeep.defaults().withCollectAfterIdle(Duration.ofSeconds(1));
    System.exit(Worker.of(context -> 0).multiplex().upkeep(upkeep).run(args));
  }
}
