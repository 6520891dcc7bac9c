package dev.perdure.worker.runtime.end;

import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.WorkSlot;
import dev.perdure.worker.runtime.streams.RunningRequests;
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
    StuckWork stuck = new StuckWork(run, end);
    String name = "perdure-stuck-" + run.request().requestId();
    try {
      Thread thread = new Thread(null, stuck, name, 0, false);
      thread.setDaemon(true);
      thread.start();
    } catch (OutOfMemoryError e) {
      stuck.run(); // No thread can be started: better a late cancel of another request than no end.
    }
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
    WorkSlot slot = slotOf(run);
    if (slot != null) {
      slot.answerForWork(run);
      run.giveUp();
      do {
        if (run.awaitStop(LINGER_MILLIS)) {
          return;
        }
      } while (othersRun(run));
      slot.endWorker(end);
    }
  }

  private static @Nullable WorkSlot slotOf(RequestRun run) {
    for (WorkSlot slot : WorkSlot.all()) {
      if (slot.running() == run) {
        return slot;
      }
    }
    return null;
  }

  /**
   * Whether there is a request to wait for: one that has no answer yet, so was not given up, too.
   */
  private static boolean othersRun(RequestRun run) {
    for (RequestRun other : RunningRequests.of(run.log())) {
      if (other != run && other.state() != RequestRun.State.ANSWERED) {
        return true;
      }
    }
    return false;
  }
}
