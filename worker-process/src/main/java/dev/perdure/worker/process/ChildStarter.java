package dev.perdure.worker.process;

import java.io.IOException;

/** Starts processes. Thread-safe. */
interface ChildStarter extends AutoCloseable {
  /**
   * Starts a process; whether it is any good is not known then.
   *
   * @throws IOException if the system can't
   */
  Child start(ProcessConfiguration configuration) throws IOException;

  /** Nothing more will be started. */
  @Override
  void close();
}
