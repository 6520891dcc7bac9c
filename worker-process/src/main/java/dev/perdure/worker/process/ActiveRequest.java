package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that a child has, and its way to be cancelled. Thread-safe. */
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

  /** Sends the request; a child that can't be written to has ended, and is found to be so later. */
  void send(Message request) {
    write(request);
    synchronized (this) {
      sent = true;
      if (!cancelled) {
        return;
      }
    }
    // The cancellation came before; alone it would have told the child nothing.
    sendCancel();
  }

  /** Tells the child, and kills it with its descendants if it goes on. */
  void cancel() {
    synchronized (this) {
      if (cancelled || answered) {
        return;
      }
      cancelled = true;
      // First of all: writing waits for a child that does not read.
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
      // Whoever waits for the answer sees how it ended.
    }
  }

  /** The answer has come: nothing is left to cancel. */
  @Override
  public synchronized void close() {
    answered = true;
    if (kill != null) {
      kill.close();
    }
  }
}
