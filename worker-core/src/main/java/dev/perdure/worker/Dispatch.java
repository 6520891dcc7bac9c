package dev.perdure.worker;

import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;

/**
 * How requests are dispatched to the handler: one at a time by default; many at once by {@code
 * Multiplex} of the module worker-multiplex. Immutable and thread-safe.
 *
 * <p>Implemented by this library only.
 */
public interface Dispatch {
  /**
   * Creates the loop that serves one client; called once per client.
   *
   * @param connection the client
   * @param execution runs the handler
   * @param stopping stops work early
   */
  WorkerLoop loop(Connection connection, Execution execution, WorkStopper stopping);
}
