package dev.perdure.worker.storm;

import dev.perdure.worker.Worker;
import dev.perdure.worker.process.ProcessConfiguration;
import dev.perdure.worker.process.ProcessPool;

/** A worker whose work is done by two processes of a pool. */
public final class StormWorker {
  private StormWorker() {}

  /** Takes the script of the processes, and the worker's arguments. */
  public static void main(String[] args) {
    ProcessPool pool = ProcessPool.builder().maxProcesses(2).build();
    ProcessConfiguration child = ProcessConfiguration.of("perl", System.getProperty("storm.child"));
    System.exit(Worker.of(context -> pool.work(context, child)).multiplex().run(args));
  }
}
