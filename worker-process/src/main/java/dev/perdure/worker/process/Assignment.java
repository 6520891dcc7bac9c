package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that a child has, and its way to be cancelled. Thread-safe. */
final class Assignment implements AutoCloseable {
  private final Child child;
  private final long id;
  private final boolean cancellable;
  private final Alarms alarms;
  private final Duration grace;

  // All guarded by this.
  private boolean sent;
  private boolean cancelled;
  private boolean over;
  private Alarms.@Nullable Alarm kill;

  Assignment(Child child, long id, boolean cancellable, Alarms alarms, Duration grace) {
    this.child = child;
    this.id = id;
    this.cancellable = cancellable;
    this.alarms = alarms;
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
      if (cancelled || over) {
        return;
      }
      cancelled = true;
      // First of all: writing waits for a child that does not read.
      kill = alarms.after(grace, child::end);
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
    over = true;
    if (kill != null) {
      kill.close();
    }
  }
}
