package dev.perdure.worker.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the work of one request wants closed when it has stopped. Thread-safe. */
final class Closings {
  private final int requestId;

  // Guarded by this.
  private final Deque<AutoCloseable> waiting = new ArrayDeque<>();
  private boolean ended;

  Closings(int requestId) {
    this.requestId = requestId;
  }

  /**
   * Adds a resource; it comes before those that were added earlier.
   *
   * @throws IllegalStateException if the others have been closed
   */
  synchronized void add(AutoCloseable resource) {
    if (ended) {
      throw RequestAnswered.exception(requestId);
    }
    waiting.push(resource);
  }

  /** Closes all, the last one first; failures go to {@code log} and stop nothing. */
  void close(Consumer<String> log) {
    for (AutoCloseable next = next(); next != null; next = next()) {
      try {
        next.close();
      } catch (Throwable e) { // The user's code, and the request is to be answered.
        log.accept(WorkerMessage.CLOSE_FAILED.text(requestId, e));
      }
    }
  }

  /** The next one, or null for good: a resource that another closes on its way is still taken. */
  private synchronized @Nullable AutoCloseable next() {
    ended = waiting.isEmpty();
    return waiting.poll();
  }
}
