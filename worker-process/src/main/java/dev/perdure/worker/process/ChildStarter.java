package dev.perdure.worker.process;

import java.io.IOException;

/** Starts processes. Thread-safe. */
interface ChildStarter extends AutoCloseable {
  /**
   * Starts a process; whether it works is not known yet.
   *
   * @throws IOException if the system can't start it
   */
  Child start(ProcessConfiguration configuration) throws IOException;

  /** Ends this starter; no more processes may be started. */
  @Override
  void close();
}
