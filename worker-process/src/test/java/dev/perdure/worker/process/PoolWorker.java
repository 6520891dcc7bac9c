package dev.perdure.worker.process;

import dev.perdure.worker.Worker;

/** A worker as users write it, whose tool is the fake child. */
public final class PoolWorker {
  private PoolWorker() {}

  /** Serves as a persistent worker, or does the work of the arguments. */
  public static void main(String[] args) throws Exception {
    ProcessPool pool = ProcessPool.builder().maxProcesses(2).build();
    ProcessConfiguration tool = FakeChild.that("ping", "cancel");
    System.exit(Worker.of(context -> pool.work(context, tool)).multiplex().run(args));
  }
}
