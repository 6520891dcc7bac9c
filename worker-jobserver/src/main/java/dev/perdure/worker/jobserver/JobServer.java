package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Owns the job tokens of a build and starts children that share them.
 *
 * <pre>{@code
 * try (JobServer server = JobServer.create(JobProtocol.ofMake("make"), 8)) {
 *   server.start(new ProcessBuilder("make", "-C", "library")).waitFor();
 * }
 * }</pre>
 *
 * <p>Each child holds one token while it runs, and takes and gives back more by itself; this
 * process takes those for its own jobs from {@link #client()}. A child that dies with tokens costs
 * them only for a while: a socket's server takes them back at once; with the other protocols nobody
 * can tell whose they were, so what is missing is made anew as soon as no child runs.
 *
 * <p>What children find the server by is removed when it is closed and when the JVM ends, also by
 * SIGTERM; what SIGKILL leaves behind, the next server removes. Thread-safe.
 */
public final class JobServer implements AutoCloseable {
  private final int tokens;
  private final ServerClaim claim;
  private final TokenPool pool;
  private final JobClient own;
  private final Thread atExit = new Thread(null, this::remove, "perdure-job-server-end", 0, false);

  // Guarded by this.
  private int children;
  private long lost;
  private boolean removed;

  private JobServer(int tokens, ServerClaim claim, TokenPool pool, TokenSource source) {
    this.tokens = tokens;
    this.claim = claim;
    this.pool = pool;
    own = new JobClient(pool.address(), source, false, tokens, this);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Makes a server in the directory for temporary files.
   *
   * @param tokens how many jobs may run at once, from 1 on
   */
  public static JobServer create(JobProtocol protocol, int tokens) throws IOException {
    return create(protocol, tokens, protocol.directory());
  }

  /**
   * Makes a server whose pipe or socket is in a directory; a semaphore is where the system keeps
   * them.
   */
  public static JobServer create(JobProtocol protocol, int tokens, Path directory)
      throws IOException {
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens is " + tokens);
    }
    Path place = protocol == JobProtocol.GHC_SEMAPHORE ? protocol.directory() : directory;
    ServerClaim claim = ServerClaim.create(place);
    try {
      return start(tokens, claim, protocol.pool(place, claim.name()));
    } catch (IOException | RuntimeException | LinkageError e) { // JNA may not load.
      claim.close();
      throw e;
    }
  }

  private static JobServer start(int tokens, ServerClaim claim, TokenPool pool) throws IOException {
    try {
      pool.add(tokens);
      return new JobServer(tokens, claim, pool, JobProtocol.source(pool.address()));
    } catch (IOException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Where children find it. */
  public JobAddress address() {
    return pool.address();
  }

  /** For the jobs that this process runs itself; no token comes without asking. */
  public JobClient client() {
    return own;
  }

  /** Starts a child that takes part, as {@link JobClient#start(ProcessBuilder)} does. */
  public Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    return own.start(builder);
  }

  synchronized void began() {
    children++;
  }

  /** Once no child runs, what is missing was lost. */
  synchronized void ended() {
    children--;
    if (children == 0 && !removed && !pool.knowsItsClients()) {
      try {
        own.queue().quietly(() -> settle(tokens - pool.free() - own.queue().taken()));
      } catch (IOException e) {
        JobLog.warn(JobMessage.TOKEN_STUCK.text(e));
      }
    }
  }

  private void settle(int missing) throws IOException {
    pool.add(missing);
    if (missing > 0) {
      lost += missing;
      JobLog.warn(JobMessage.TOKENS_LOST.text(missing, tokens));
      JobFlight.lost(missing);
    } else if (missing < 0) {
      JobLog.warn(JobMessage.TOKENS_SURPLUS.text(-missing, tokens));
    }
  }

  /** What it knows of its tokens. */
  public synchronized JobServerStats stats() throws IOException {
    return new JobServerStats(tokens, pool.free(), own.queue().taken(), children, lost);
  }

  /** Ends it; children that run can take no more tokens. */
  @Override
  public void close() {
    own.close();
    remove();
    // Not before: were the JVM to end in between, nothing would wait for the removal.
    ShutdownHook.forget(atExit);
  }

  private synchronized void remove() {
    if (removed) {
      return;
    }
    removed = true;
    try (claim) {
      pool.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
