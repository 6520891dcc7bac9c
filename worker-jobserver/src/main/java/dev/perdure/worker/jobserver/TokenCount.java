package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Keeps the number of a server's tokens constant. Surplus tokens, which were given back but never
 * taken, are removed. Missing tokens are replaced once no process is left that could give them
 * back. Guarded by its server.
 */
final class TokenCount {
  /**
   * How long to wait for a process that knows the server but does not have its pipe open. It may
   * have taken tokens, and open the pipe again to give them back, as a shell script does. But it
   * may also be a daemon, which never ends.
   */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final int tokens;
  private final TokenPool pool;
  private final TokenQueue own;
  private final TokenHolders holders;
  private final LongSupplier nanoTime;

  private long lost;

  /** When the last child ended, by the clock. */
  private long quietSince;

  /**
   * Counts the tokens of {@code pool}.
   *
   * @param own the tokens that this process takes itself
   * @param name the name by which other processes know the pool
   * @param nanoTime a clock like {@link System#nanoTime()}
   */
  TokenCount(int tokens, TokenPool pool, TokenQueue own, String name, LongSupplier nanoTime) {
    this.tokens = tokens;
    this.pool = pool;
    this.own = own;
    this.nanoTime = nanoTime;
    holders = new TokenHolders(name, pool.address() instanceof JobAddress.Semaphore);
  }

  /** Notes that the last child has ended. */
  void noChildRuns() {
    quietSince = nanoTime.getAsLong();
  }

  /** How many tokens were replaced. */
  long lost() {
    return lost;
  }

  /** Removes surplus tokens. */
  void removeSurplus() throws IOException {
    int removed = makeRoom();
    removed += own.locked(() -> pool.remove(pool.free() + own.taken() - tokens), this::makeRoom);
    if (removed > 0) {
      JobLog.warn(JobMessage.TOKENS_SURPLUS.text(removed, tokens));
    }
  }

  /** Removes free tokens beyond the total number, which are surplus even if nobody has any. */
  private int makeRoom() throws IOException {
    return pool.remove(pool.free() - tokens);
  }

  /**
   * Replaces lost tokens. Must not be called while a child is running, which may have them.
   *
   * @return false if tokens are missing that may still come back
   */
  boolean restore() throws IOException {
    int before = missing();
    if (before > 0 && mayComeBack()) {
      return false;
    }
    // A client that has joined since may have taken some.
    int missing = Math.min(before, missing());
    if (missing > 0) {
      pool.add(missing);
      lost += missing;
      JobLog.warn(JobMessage.TOKENS_LOST.text(missing, tokens));
      TokenEvents.lost(missing);
    }
    return true;
  }

  private int missing() throws IOException {
    return own.quietly(() -> tokens - pool.free() - own.taken(), this::makeRoom);
  }

  private boolean mayComeBack() {
    return JobClient.anyMayHold(pool.address())
        || holders.haveItOpen()
        || (nanoTime.getAsLong() - quietSince < PATIENCE_NANOS && holders.knowTheName());
  }
}
