package dev.perdure.worker.cache.remote.attempt;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps requests away from a server that fails. After some failures in a row it opens, and no
 * requests are sent. After a while, one request is let through. If it succeeds, the breaker closes;
 * otherwise the next one has to wait twice as long. Other requests that fail meanwhile were begun
 * earlier, and don't count. Thread-safe.
 */
public final class Breaker {
  static final int FAILURES = 3;
  public static final Duration SHORTEST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;

  // Guarded by this.
  private int failures;
  private boolean open;

  /** Whether a request was let through while open, and nothing has failed since. */
  private boolean probing;

  private long openedAt;
  private Duration wait = SHORTEST;

  /** Creates a closed breaker; tests pass their own {@code nanoTime}. */
  public Breaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Whether a request may be sent. While open, returns true to one caller each time that a wait has
   * passed.
   */
  synchronized boolean admits() {
    if (!open) {
      return true;
    }
    if (nanoTime.getAsLong() - openedAt < wait.toNanos()) {
      return false;
    }
    // The next caller waits again, since this one may never report its result.
    openedAt = nanoTime.getAsLong();
    probing = true;
    return true;
  }

  synchronized boolean isOpen() {
    return open;
  }

  /** Notes that the server has answered; returns whether that closed the breaker. */
  synchronized boolean succeeded() {
    boolean closed = open;
    failures = 0;
    open = false;
    probing = false;
    wait = SHORTEST;
    return closed;
  }

  /** Notes that the server has failed; returns whether that opened the breaker. */
  synchronized boolean failed() {
    failures++;
    return failures >= FAILURES && open();
  }

  /** Opens at once, because the next request would fail, too; returns whether it was closed. */
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
