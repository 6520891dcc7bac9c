package dev.perdure.worker.process;

import java.io.IOException;

/** Starts processes. Thread-safe. */
@FunctionalInterface
interface ChildStarter {
  /**
   * Starts a process; whether it is any good is not known then.
   *
   * @throws IOException if the system can't
   */
  Child start(ProcessConfiguration configuration) throws IOException;
}
