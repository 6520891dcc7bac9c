package dev.perdure.worker.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request whose work can't be stopped, and ends the worker when no other request runs. A
 * slot with such work serves nobody any more. Loaded only then.
 */
final class StuckWork implements Runnable {
  /** How long a client may take to read the answer (F11). */
  private static final long LINGER_MILLIS = 250;

  private final RequestRun run;
  private final WorkerEnd end;

  private StuckWork(RequestRun run, WorkerEnd end) {
    this.run = run;
    this.end = end;
  }

  /** Does it on a separate thread, since a client that does not read blocks it. */
  static void giveUpLater(RequestRun run, WorkerEnd end) {
    String name = "perdure-stuck-" + run.request().requestId();
    Thread thread = new Thread(null, new StuckWork(run, end), name, 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      giveUp(run, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody interrupts this thread; it ends.
    }
  }

  /** Does it on the calling thread. If the work stops after all, the worker lives on. */
  static void giveUp(RequestRun run, WorkerEnd end) throws InterruptedException {
    Execution slot = slotOf(run);
    if (slot != null) {
      slot.answerForWork(run);
      do {
        if (run.awaitStop(LINGER_MILLIS)) {
          return;
        }
      } while (othersRun(run));
      slot.endWorker(end);
    }
  }

  private static @Nullable Execution slotOf(RequestRun run) {
    for (Execution slot : Execution.slots()) {
      if (slot.running() == run) {
        return slot;
      }
    }
    return null;
  }

  private static boolean othersRun(RequestRun run) {
    List<RequestRun> all = RunningRequests.of(run.log());
    all.remove(run);
    return !all.isEmpty();
  }
}
