package dev.perdure.worker.jobserver;

import dev.perdure.worker.files.FileClaim;
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
 * <p>Each child holds one token while it runs, and takes and gives back more by itself. This
 * process takes tokens for its own jobs from {@link #client()}. If a child dies with tokens, they
 * are lost only for a while. The server of a socket takes them back at once. With the other
 * protocols, nobody can tell whose they were, so missing tokens are replaced once no child is
 * running and no process is left that could give them back. Surplus tokens, which were given back
 * but never taken, are removed.
 *
 * <p>The server's pipe, semaphore or socket is removed when it is closed and when the JVM ends,
 * also by SIGTERM. What remains after SIGKILL is removed by the next server. Thread-safe.
 */
public final class JobServer implements AutoCloseable {
  /** How often tokens are counted while children run, or while some are missing. */
  private static final long LONGEST_PAUSE_MILLIS = 1000;

  private static final long SHORTEST_PAUSE_MILLIS = 10;

  private final int tokens;
  private final FileClaim claim;
  private final TokenPool pool;
  private final JobClient own;
  private final Thread atExit = new Thread(null, this::remove, "perdure-job-server-end", 0, false);

  // Guarded by this, which is notified when something changes.
  private final TokenCount count;
  private int children;
  private boolean counting;
  private long pauseMillis;
  private boolean removed;

  private JobServer(int tokens, FileClaim claim, TokenPool pool, TokenSource source) {
    this.tokens = tokens;
    this.claim = claim;
    this.pool = pool;
    own = new JobClient(pool.address(), source, false, tokens, this);
    count = new TokenCount(tokens, pool, own.queue(), claim.name(), System::nanoTime);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Creates a server in the directory for temporary files.
   *
   * @param tokens how many jobs may run at once, at least 1
   * @throws IOException if it can't be created, or the system has no room for so many tokens
   */
  public static JobServer create(JobProtocol protocol, int tokens) throws IOException {
    return create(protocol, tokens, protocol.directory());
  }

  /**
   * Creates a server with its pipe or socket in {@code directory}; a semaphore is where the system
   * keeps semaphores.
   */
  public static JobServer create(JobProtocol protocol, int tokens, Path directory)
      throws IOException {
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens is " + tokens);
    }
    Path place = protocol == JobProtocol.GHC_SEMAPHORE ? protocol.directory() : directory;
    FileClaim.removeAbandoned(place);
    FileClaim claim = FileClaim.create(place);
    try {
      return start(tokens, claim, protocol.pool(place, claim.name(), tokens));
    } catch (IOException | RuntimeException | LinkageError e) { // JNA may fail to load.
      claim.close();
      throw e;
    }
  }

  private static JobServer start(int tokens, FileClaim claim, TokenPool pool) throws IOException {
    try {
      return new JobServer(tokens, claim, pool, JobProtocol.source(pool.address()));
    } catch (IOException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** The address at which children find it. */
  public JobAddress address() {
    return pool.address();
  }

  /** The client for jobs that this process runs itself; it has no token from the start. */
  public JobClient client() {
    return own;
  }

  /** Starts a child that shares the tokens, like {@link JobClient#start(ProcessBuilder)}. */
  public Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    return own.start(builder);
  }

  synchronized void childBegins() {
    children++;
    startCounting();
  }

  synchronized void childEnded() {
    children--;
    if (children == 0) {
      count.noChildRuns();
    }
    if (!count()) {
      startCounting();
      pauseMillis = SHORTEST_PAUSE_MILLIS;
    }
  }

  private void startCounting() {
    if (!counting && !removed && !pool.knowsItsClients()) {
      counting = true;
      pauseMillis = SHORTEST_PAUSE_MILLIS;
      new JobThread("perdure-job-count").execute(this::countRepeatedly);
    }
  }

  /**
   * Counts repeatedly, because no system notifies of bytes in a pipe, or of the end of somebody
   * else's process.
   */
  private synchronized void countRepeatedly() {
    boolean complete = false;
    while (!removed && (children > 0 || !complete)) {
      try {
        wait(pauseMillis);
      } catch (InterruptedException e) {
        break; // Nobody interrupts this thread; the next child starts another one.
      }
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
      complete = count();
    }
    counting = false;
  }

  /** Counts the tokens; false if some are missing that may still come back. */
  private boolean count() {
    if (removed || pool.knowsItsClients()) {
      return true;
    }
    notifyAll();
    try {
      count.removeSurplus();
      return children > 0 || count.restore();
    } catch (IOException e) {
      JobLog.warn(JobMessage.TOKEN_STUCK.text(e));
      return true;
    }
  }

  /** What it knows about its tokens. */
  public synchronized JobServerStats stats() throws IOException {
    if (!removed && !pool.knowsItsClients()) {
      count.removeSurplus();
    }
    return new JobServerStats(tokens, pool.free(), own.queue().taken(), children, count.lost());
  }

  /** Ends the server; running children can take no more tokens. */
  @Override
  public void close() {
    own.close();
    remove();
    // Not earlier: if the JVM ended in between, nothing would wait for the removal.
    ShutdownHook.forget(atExit);
  }

  private synchronized void remove() {
    if (removed) {
      return;
    }
    removed = true;
    notifyAll();
    try (claim) {
      pool.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
