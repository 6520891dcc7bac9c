package dev.perdure.worker.cache.remote;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps requests away from a server that fails. After some failures in a row it opens: nothing is
 * asked any more. After a while one request is let through; if it succeeds the breaker closes, else
 * the next one has to wait for twice as long. What else fails meanwhile was begun before, and
 * counts no more. Thread-safe.
 */
final class Breaker {
  static final int FAILURES = 3;
  static final Duration SHORTEST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;

  // Guarded by this.
  private int failures;
  private boolean open;

  /** Whether a request was let through while open, and nothing failed since. */
  private boolean probing;

  private long openedAt;
  private Duration wait = SHORTEST;

  /** In tests, {@code nanoTime} is a clock that they set; else that of {@link System}. */
  Breaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a request may be sent; while open, to one caller each time that a wait has passed. */
  synchronized boolean admits() {
    if (!open) {
      return true;
    }
    if (nanoTime.getAsLong() - openedAt < wait.toNanos()) {
      return false;
    }
    // The next caller waits for what becomes of this one, which may never tell.
    openedAt = nanoTime.getAsLong();
    probing = true;
    return true;
  }

  synchronized boolean isOpen() {
    return open;
  }

  /** The server has answered; returns whether that closed the breaker. */
  synchronized boolean succeeded() {
    boolean closed = open;
    failures = 0;
    open = false;
    probing = false;
    wait = SHORTEST;
    return closed;
  }

  /** The server has failed; returns whether that opened the breaker. */
  synchronized boolean failed() {
    failures++;
    return failures >= FAILURES && open();
  }

  /** Opens at once: the next request would not fare better. Returns whether it was closed. */
  synchronized boolean open() {
    if (open && !probing) {
      return false;
    }
    boolean opened = !open;
    if (probing) {
      wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
    }
    open = true;
    probing = false;
    openedAt = nanoTime.getAsLong();
    return opened;
  }
}
