package dev.perdure.worker.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs what a request registered for its cancellation. */
final class CancelActions extends TimedStep implements Runnable {
  private final List<Cancellation.Action> actions;
  private final int requestId;
  private final WorkerLog log;

  private CancelActions(List<Cancellation.Action> actions, int requestId, WorkerLog log) {
    super(System.nanoTime());
    this.actions = actions;
    this.requestId = requestId;
    this.log = log;
  }

  /**
   * Runs them in their order, on a thread of their own: one that hangs holds up nobody else.
   *
   * @return null, or the actions if no thread can be started: then the caller has them run
   */
  static @Nullable CancelActions start(
      List<Cancellation.Action> actions, int requestId, WorkerLog log) {
    CancelActions body = new CancelActions(actions, requestId, log);
    Thread thread = new Thread(null, body, "perdure-on-cancel-" + requestId, 0, false);
    thread.setDaemon(true);
    try {
      thread.start();
      return null;
    } catch (OutOfMemoryError e) {
      return body;
    }
  }

  @Override
  boolean take() {
    run();
    return false;
  }

  @Override
  public void run() {
    for (Cancellation.Action action : actions) {
      try {
        action.run();
      } catch (Throwable e) { // Checked ones, too: they can be thrown undeclared.
        log.say(WorkerMessage.CANCEL_ACTION_FAILED.text(requestId, e));
      }
    }
  }
}
