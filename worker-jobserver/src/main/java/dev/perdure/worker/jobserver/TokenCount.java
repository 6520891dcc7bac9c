package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Keeps the number of a server's tokens what it was at the start. What was given back and not taken
 * before is taken away. What is missing is made again once nobody is left who could give it back.
 * Guarded by its server.
 */
final class TokenCount {
  /**
   * How long a process that was told of the server, and has nothing of it open, is waited for. It
   * may have taken tokens and open the pipe again to give them back, as a shell script does; or it
   * is a daemon, which would be waited for till its end.
   */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final int tokens;
  private final TokenPool pool;
  private final TokenQueue own;
  private final TokenHolders holders;
  private final LongSupplier nanoTime;

  private long lost;

  /** When the last child has ended. */
  private long quietSince;

  /**
   * Counts in {@code pool}.
   *
   * @param own the tokens that this process takes by itself
   * @param name by which other processes know the pool
   * @param nanoTime as {@link System#nanoTime()}
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

  /** How many tokens were made again. */
  long lost() {
    return lost;
  }

  /** Takes away what there is too much of. */
  void removeSurplus() throws IOException {
    int removed = makeRoom();
    removed += own.locked(() -> pool.remove(pool.free() + own.taken() - tokens), this::makeRoom);
    if (removed > 0) {
      JobLog.warn(JobMessage.TOKENS_SURPLUS.text(removed, tokens));
    }
  }

  /** What is more than all is too much, whoever has some. */
  private int makeRoom() throws IOException {
    return pool.remove(pool.free() - tokens);
  }

  /**
   * Makes anew what was lost. Not while a child runs, which may have it.
   *
   * @return false if tokens are missing that may still come back
   */
  boolean restore() throws IOException {
    int before = missing();
    if (before > 0 && mayComeBack()) {
      return false;
    }
    // Who has joined since may have taken some.
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
