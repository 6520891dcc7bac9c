package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.Dispatch;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;

/** What each {@link Dispatch} of this library has for the runtime. Immutable and thread-safe. */
public interface LoopFactory {
  /**
   * Creates the loop that serves one client; called once per client.
   *
   * @param connection the client
   * @param execution runs the handler
   * @param stopping stops work early
   */
  WorkerLoop loop(Connection connection, Execution execution, WorkStopper stopping);
}
