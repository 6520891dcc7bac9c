package dev.perdure.worker.runtime;

import java.util.function.Consumer;

/**
 * What the work of one request leaves to be ended with it: its child processes, and what it wants
 * closed. The same in a worker and in a one-shot run. Thread-safe.
 */
final class RequestResources {
  private final AttachedProcesses processes = new AttachedProcesses();
  private final Closings closings;
  private final int requestId;

  RequestResources(int requestId) {
    this.requestId = requestId;
    closings = new Closings(requestId);
  }

  void attach(Process process) {
    processes.add(process);
  }

  void closeAtEnd(AutoCloseable resource) {
    closings.add(resource);
  }

  /** Kills the processes, and those that are still to come; waits for none. */
  void kill() {
    processes.kill();
  }

  /**
   * Ends all when the work has stopped: first the processes, so that none still uses what is closed
   * next; at last those that were started in order to close something. What fails goes to {@code
   * log} and stops nothing.
   */
  void end(Consumer<String> log) {
    try {
      endAll(log);
    } catch (Throwable e) { // What the system refuses here is no reason to leave the client alone.
      log.accept(WorkerMessage.RESOURCES_LEFT.text(requestId, e));
    }
  }

  private void endAll(Consumer<String> log) {
    try {
      processes.end();
    } finally {
      try {
        closings.close(log);
      } finally {
        processes.kill();
        processes.end();
      }
    }
  }
}
