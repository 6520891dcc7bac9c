package dev.perdure.worker.jobserver;

import dev.perdure.worker.WorkPermits;
import java.util.List;

/**
 * Job tokens that are held: the right to run as many jobs. Thread-safe.
 *
 * <pre>{@code
 * try (JobLease lease = client.acquire()) {
 *   compile();
 * }
 * }</pre>
 */
public final class JobLease implements WorkPermits.Permit {
  private final JobClient client;
  private final int tokens;
  private final Runnable recorded;

  /** The tokens; empty when given back. Guarded by this. */
  private List<Token> held;

  JobLease(JobClient client, List<Token> held, Runnable recorded) {
    this.client = client;
    this.tokens = held.size();
    this.held = List.copyOf(held);
    this.recorded = recorded;
  }

  /** The number of tokens, at least one. */
  public int tokens() {
    return tokens;
  }

  /** Gives the tokens back; has no effect if that was done before. */
  @Override
  public void close() {
    List<Token> mine;
    synchronized (this) {
      mine = held;
      held = List.of();
    }
    if (!mine.isEmpty()) {
      recorded.run();
      client.giveBack(this, mine);
    }
  }
}
