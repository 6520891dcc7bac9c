package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Messages of a child on their way to the thread that waits for them. Thread-safe. */
final class MessageQueue {
  /**
   * Enough for an answer and messages that cross it; a child that sends more unasked blocks on its
   * pipe.
   */
  private static final int CAPACITY = 4;

  // All guarded by this.
  private final Queue<Message> messages = new ArrayDeque<>();
  private boolean ended;

  /** Whether it ends at {@link #endAt} even if nothing more comes. */
  private boolean ending;

  private long endAt;
  private @Nullable IOException failure;

  /** Adds a message; waits until there is room. */
  synchronized void put(Message message) throws InterruptedException {
    while (messages.size() >= CAPACITY && !ended) {
      wait();
    }
    if (!ended) {
      messages.add(message);
      notifyAll();
    }
  }

  /** Ends the queue; messages that are in it can still be taken. The first call counts. */
  synchronized void end(@Nullable IOException cause) {
    if (!ended) {
      ended = true;
      failure = cause;
      notifyAll();
    }
  }

  /** Makes {@link #take} return null if no message has come within this time. */
  synchronized void endWithin(long nanos) {
    if (!ending) {
      ending = true;
      endAt = System.nanoTime() + nanos;
      notifyAll();
    }
  }

  /** Waits for a message; null at the end. */
  synchronized @Nullable Message take() throws IOException, InterruptedException {
    while (messages.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        return null;
      }
      if (!ending) {
        wait();
        continue;
      }
      long left = endAt - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    Message message = messages.remove();
    notifyAll();
    return message;
  }

  synchronized boolean isEmpty() {
    return messages.isEmpty();
  }
}
