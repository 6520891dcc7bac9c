package dev.perdure.samples.guide;

import dev.perdure.worker.Worker;
import dev.perdure.worker.process.ProcessConfiguration;
import dev.perdure.worker.process.ProcessPool;
import java.time.Duration;

/** Keeps a compiler that is not written in Java running behind a worker. */
public final class Shouting {
  private Shouting() {}

  // #region pool
  public static void main(String[] args) {
    // Its processes end with the worker, whatever ends it.
    System.exit(worker(ProcessPool.create(), "shout.pl").run(args));
  }

  static Worker worker(ProcessPool pool, String child) {
    ProcessConfiguration compiler = ProcessConfiguration.of("perl", child);
    return Worker.of(context -> pool.work(context, compiler)).multiplex();
  }

  // #endregion pool

  static ProcessPool bounded() {
    // #region bounds
    return ProcessPool.builder()
        .maxProcesses(4)
        .maxResidentBytes(2L << 30)
        .maxRequestsOfProcess(200)
        .maxAgeOfProcess(Duration.ofHours(1))
        .requestTimeout(Duration.ofMinutes(10))
        .build();
    // #endregion bounds
  }
}
