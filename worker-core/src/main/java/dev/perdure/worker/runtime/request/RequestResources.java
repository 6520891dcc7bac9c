package dev.perdure.worker.runtime.request;

import dev.perdure.worker.runtime.log.WorkerMessage;
import java.util.function.Consumer;

/**
 * What has to end with the work of one request: its child processes and the resources to close. The
 * same in a worker and in a one-shot run. Thread-safe.
 */
public final class RequestResources {
  private final AttachedProcesses processes = new AttachedProcesses();
  private final Closings closings;
  private final int requestId;

  public RequestResources(int requestId) {
    this.requestId = requestId;
    closings = new Closings(requestId);
  }

  public void attach(Process process) {
    processes.add(process);
  }

  public void closeAtEnd(AutoCloseable resource) {
    closings.add(resource);
  }

  /** Kills the processes, and those that are added later; waits for none. */
  public void kill() {
    processes.kill();
  }

  /**
   * Ends everything when the work has stopped. The processes come first, so that none still uses
   * what is closed next. Processes that were started while closing come last. A failure is logged
   * to {@code log}, and the rest is still done.
   */
  public void end(Consumer<String> log) {
    try {
      endAll(log);
    } catch (Throwable e) { // A failure here is no reason to leave the client without an answer.
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
