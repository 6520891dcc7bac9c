package dev.perdure.worker.runtime.request;

import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the actions that a request registered for its cancellation. */
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
   * Runs them in order on a separate thread, so that an action that hangs delays nothing else.
   *
   * @return null, or the actions if no thread can be started: then the caller must have them run.
   *     See {@link TimedStep} for the declared type.
   */
  static @Nullable TimedStep start(
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
  public boolean take() {
    run();
    return false;
  }

  @Override
  public void run() {
    for (Cancellation.Action action : actions) {
      try {
        action.run();
      } catch (Throwable e) { // Also checked exceptions: they can be thrown undeclared.
        log.say(WorkerMessage.CANCEL_ACTION_FAILED.text(requestId, e));
      }
    }
  }
}
