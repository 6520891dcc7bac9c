package dev.perdure.worker.jobserver;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkPermits;
import dev.perdure.worker.runtime.system.Nanos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes job tokens from a server and gives them back.
 *
 * <pre>{@code
 * JobAddress.find(System.getenv(), List.of(args)).map(JobClient::join)
 * }</pre>
 *
 * <p>A process that a job server has started has one token from the start, and the first lease is
 * for that one. A wait can be cancelled, interrupted or end at a deadline, and no token is lost.
 * Threads are served in the order of their calls. If the server is gone, the token from the start
 * remains, and jobs run one after another.
 *
 * <p>As {@link WorkPermits}, it limits a multiplex worker: each request holds one token.
 * Thread-safe. Tokens that are held when the JVM ends, also by SIGTERM, are given back.
 */
public final class JobClient implements WorkPermits, AutoCloseable {
  /** The clients that joined a server, in this or another process, and are not closed. */
  private static final Set<JobClient> JOINED = ConcurrentHashMap.newKeySet();

  private final JobAddress address;
  private final TokenQueue queue;

  /** The server that this client belongs to, which counts the children; otherwise null. */
  private final @Nullable JobServer server;

  /** The number of jobs that children are told; they only show it. */
  private final int jobs;

  private final Thread atExit = new Thread(null, this::end, "perdure-job-tokens-end", 0, false);

  // All guarded by this.
  private final Set<JobLease> leases = Collections.newSetFromMap(new IdentityHashMap<>());
  private int held;
  private int mostHeld;
  private long acquired;
  private long waitedNanos;
  private boolean ended;

  JobClient(JobAddress address, TokenSource source, boolean hasImplicit, int jobs) {
    this(address, source, hasImplicit, jobs, null);
  }

  /**
   * Creates a server's own client, or the client of a server elsewhere if {@code server} is null.
   */
  JobClient(
      JobAddress address,
      TokenSource source,
      boolean hasImplicit,
      int jobs,
      @Nullable JobServer server) {
    this.address = address;
    this.jobs = jobs;
    this.server = server;
    queue = new TokenQueue(source, hasImplicit, address, new JobThread("perdure-job-tokens"));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Joins the server at {@code address} as a child.
   *
   * @throws UncheckedIOException if there is none
   */
  public static JobClient join(JobAddress address) {
    try {
      int jobs = Runtime.getRuntime().availableProcessors();
      JobClient joined = new JobClient(address, JobProtocol.source(address), true, jobs);
      JOINED.add(joined);
      return joined;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a client that has joined in this process may have tokens of the server at {@code
   * address}.
   */
  static boolean anyMayHold(JobAddress address) {
    for (JobClient each : JOINED) {
      if (each.address.equals(address) && each.queue.mayHold()) {
        return true;
      }
    }
    return false;
  }

  /** The address of the server, for children that join it themselves. */
  public JobAddress address() {
    return address;
  }

  /** Takes one token if there is one now; otherwise returns null. */
  public @Nullable JobLease tryAcquire() {
    Token token = queue.poll();
    return token == null ? null : leased(List.of(token), 0);
  }

  /** Waits for one token. */
  public JobLease acquire() throws InterruptedException {
    return acquireUpTo(1);
  }

  /** Waits for one token, but not longer than {@code longest}; returns null if none came. */
  public @Nullable JobLease acquire(Duration longest) throws InterruptedException {
    long limit = Nanos.of(Nanos.requireNotNegative("the longest wait", longest));
    long start = System.nanoTime();
    Token token = take(limit, null);
    return token == null ? null : leased(List.of(token), System.nanoTime() - start);
  }

  /**
   * Waits for one token, and takes as many more as there are without waiting.
   *
   * @param most how many to take at most, at least 1
   */
  public JobLease acquireUpTo(int most) throws InterruptedException {
    if (most < 1) {
      throw new IllegalArgumentException("most is " + most);
    }
    long start = System.nanoTime();
    Token first = take(Long.MAX_VALUE, null);
    if (first == null) {
      throw new IllegalStateException("292 years have passed");
    }
    long waited = System.nanoTime() - start;
    return leased(withMore(first, most), waited);
  }

  private List<Token> withMore(Token first, int most) {
    List<Token> tokens = new ArrayList<>(List.of(first));
    try {
      while (tokens.size() < most) {
        Token more = queue.poll();
        if (more == null) {
          break;
        }
        tokens.add(more);
      }
      return tokens;
    } catch (Throwable e) { // For example, the client was closed.
      tokens.forEach(queue::giveBack);
      throw e;
    }
  }

  @Override
  public JobLease acquire(CancellationToken cancellation) throws InterruptedException {
    long start = System.nanoTime();
    Token token = take(Long.MAX_VALUE, cancellation);
    if (token == null) {
      throw new WorkCancelledException(JobMessage.WAIT_CANCELLED.text());
    }
    return leased(List.of(token), System.nanoTime() - start);
  }

  private @Nullable Token take(long nanos, @Nullable CancellationToken cancellation)
      throws InterruptedException {
    try {
      return queue.take(nanos, cancellation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JobLease leased(List<Token> tokens, long waited) {
    JobLease lease = new JobLease(this, tokens, TokenEvents.held(tokens.size(), waited));
    boolean late;
    synchronized (this) {
      late = ended;
      leases.add(lease);
      held += tokens.size();
      mostHeld = Math.max(mostHeld, held);
      acquired += tokens.size();
      waitedNanos += waited;
    }
    if (late) { // The shutdown hook did not see it.
      lease.close();
    }
    return lease;
  }

  void giveBack(JobLease lease, List<Token> tokens) {
    // Before the tokens are free: otherwise the next holder of one would be counted in addition to
    // this one.
    synchronized (this) {
      leases.remove(lease);
      held -= tokens.size();
    }
    tokens.forEach(queue::giveBack);
  }

  /**
   * Waits for a token, and starts a process that shares the tokens: it is told the server's
   * address, and one token is held for it until it has ended. Tools that use GNU make's protocol
   * read the address from their environment; pass GHC the arguments of {@link
   * JobAddress#ghcArguments()}.
   *
   * @param builder starts the process; its command and environment are changed
   */
  public Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    JobLease lease = acquire();
    if (server != null) {
      server.childBegins();
    }
    try {
      Map<String, String> environment = builder.environment();
      environment.putAll(address.environment(new HashMap<>(environment), jobs));
      builder.command(address.command(builder.command()));
      Process process = builder.start();
      // Not with Process.onExit: all threads of its pool may be waiting for this token.
      new JobThread("perdure-job-child").execute(() -> awaitEnd(process, lease));
      return process;
    } catch (Throwable e) {
      ended(lease);
      throw e;
    }
  }

  private void awaitEnd(Process child, JobLease lease) {
    do {
      try {
        child.waitFor();
      } catch (InterruptedException e) {
        // The child goes on, and so does its job.
      }
    } while (child.isAlive());
    ended(lease);
  }

  private void ended(JobLease lease) {
    lease.close();
    if (server != null) {
      server.childEnded();
    }
  }

  /** What it has, and has had so far. */
  public JobClientStats stats() {
    int waiting = queue.waiting();
    synchronized (this) {
      return new JobClientStats(held, mostHeld, waiting, acquired, Duration.ofNanos(waitedNanos));
    }
  }

  TokenQueue queue() {
    return queue;
  }

  /**
   * Gives back all tokens, whoever holds them. Threads that wait, or ask later, get an {@link
   * IllegalStateException}.
   */
  @Override
  public void close() {
    end();
    ShutdownHook.forget(atExit);
  }

  private void end() {
    queue.close();
    List<JobLease> open;
    synchronized (this) {
      ended = true;
      open = List.copyOf(leases);
    }
    open.forEach(JobLease::close);
    JOINED.remove(this);
  }
}
