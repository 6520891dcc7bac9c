package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that a child is working on, and a way to cancel it. Thread-safe. */
final class ActiveRequest implements AutoCloseable {
  private final Child child;
  private final long id;
  private final boolean cancellable;
  private final Timers timers;
  private final Duration grace;

  // All guarded by this.
  private boolean sent;
  private boolean cancelled;
  private boolean answered;
  private Timers.@Nullable Timer kill;

  ActiveRequest(Child child, long id, boolean cancellable, Timers timers, Duration grace) {
    this.child = child;
    this.id = id;
    this.cancellable = cancellable;
    this.timers = timers;
    this.grace = grace;
  }

  /** Sends the request. If writing fails, the child has ended, which is noticed later. */
  void send(Message request) {
    write(request);
    synchronized (this) {
      sent = true;
      if (!cancelled) {
        return;
      }
    }
    // The cancellation came earlier, but without a request the child would not have understood it.
    sendCancel();
  }

  /** Sends the cancellation to the child, and kills it with its descendants if it goes on. */
  void cancel() {
    synchronized (this) {
      if (cancelled || answered) {
        return;
      }
      cancelled = true;
      // First of all, because writing waits if the child does not read.
      kill = timers.after(grace, child::kill);
      if (!sent) {
        return;
      }
    }
    sendCancel();
  }

  private void sendCancel() {
    if (cancellable) {
      write(Message.of("cancel").with("id", Long.toString(id)));
    }
  }

  private void write(Message message) {
    try {
      child.send(message);
    } catch (IOException e) {
      // The thread that waits for the answer sees how the child ended.
    }
  }

  /** Called when the answer has come: nothing is left to cancel. */
  @Override
  public synchronized void close() {
    answered = true;
    if (kill != null) {
      kill.close();
    }
  }
}
