package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkPermits;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.LoopFactory;

/** Creates loops as {@code settings} say. */
record Loops(Multiplex settings) implements LoopFactory {
  @Override
  public WorkerLoop loop(Connection connection, Execution execution, WorkStopper stopping) {
    WorkPermits permits = settings.permits();
    Execution bound = permits == null ? execution : execution.withPermits(permits);
    return new MultiplexLoop(connection, bound, stopping, settings);
  }
}
