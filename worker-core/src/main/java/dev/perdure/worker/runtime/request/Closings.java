package dev.perdure.worker.runtime.request;

import dev.perdure.worker.runtime.log.WorkerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The resources to close when the work of one request has stopped. Thread-safe. */
final class Closings {
  private final int requestId;

  // Guarded by this.
  private final Deque<AutoCloseable> waiting = new ArrayDeque<>();
  private boolean ended;

  Closings(int requestId) {
    this.requestId = requestId;
  }

  /**
   * Adds a resource, which is closed before those that were added earlier.
   *
   * @throws IllegalStateException if the others have been closed
   */
  synchronized void add(AutoCloseable resource) {
    if (ended) {
      throw RequestAnswered.exception(requestId);
    }
    waiting.push(resource);
  }

  /**
   * Closes all, the last one first; a failure is logged to {@code log}, and the others are still
   * closed.
   */
  void close(Consumer<String> log) {
    for (AutoCloseable next = next(); next != null; next = next()) {
      try {
        next.close();
      } catch (Throwable e) { // This is the user's code, and the request must be answered.
        log.accept(WorkerMessage.CLOSE_FAILED.text(requestId, e));
      }
    }
  }

  /**
   * The next resource; null when there is none, after which none can be added. While a resource is
   * being closed, others can still be added.
   */
  private synchronized @Nullable AutoCloseable next() {
    ended = waiting.isEmpty();
    return waiting.poll();
  }
}
