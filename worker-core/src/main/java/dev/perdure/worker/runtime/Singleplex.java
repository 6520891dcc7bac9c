package dev.perdure.worker.runtime;

import dev.perdure.worker.Dispatch;

/** One request at a time, which is the default. */
public final class Singleplex implements Dispatch {
  @Override
  public WorkerLoop loop(LoopSetup setup) {
    return new SingleplexLoop(setup);
  }
}
