package dev.perdure.worker.jobserver;

import dev.perdure.worker.CancellationToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who of this process waits for a token, in their order. One thread waits at the source, and only
 * while somebody wishes for a token; so a wish can be withdrawn at any time, whatever the protocol,
 * and a token that comes too late goes back at once. Thread-safe.
 */
final class TokenQueue {
  /** A thread that waits. */
  private final class Wish {
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private @Nullable Token token;
    private boolean withdrawn;
  }

  /** Something that reads or changes tokens. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** The token that a client has without asking. */
  static final Token IMPLICIT = () -> {};

  private final TokenSource source;
  private final JobAddress address;
  private final boolean hasImplicit;
  private final Executor reader;
  private final ReentrantLock lock = new ReentrantLock();

  /** No action wants quiet any more. */
  private final Condition resumed = lock.newCondition();

  /** The source is not being waited at. */
  private final Condition quiet = lock.newCondition();

  // All guarded by lock.
  private final Deque<Wish> wishes = new ArrayDeque<>();
  private boolean implicitFree;
  private boolean reading;
  private boolean awaiting;
  private boolean paused;
  private boolean closed;
  private @Nullable IOException failure;
  private int taken;

  TokenQueue(TokenSource source, boolean hasImplicit, JobAddress address, Executor reader) {
    this.source = source;
    this.hasImplicit = hasImplicit;
    this.address = address;
    this.reader = reader;
    implicitFree = hasImplicit;
  }

  /** A token that can be had without waiting, and to which nobody came earlier; or null. */
  @Nullable Token poll() {
    // An interrupt would close the channel that is asked.
    boolean interrupted = Thread.interrupted();
    lock.lock();
    try {
      ensureOpen();
      if (!wishes.isEmpty()) {
        return null;
      }
      if (implicitFree) {
        implicitFree = false;
        return IMPLICIT;
      }
      Token token = failure == null ? source.poll() : null;
      taken += token == null ? 0 : 1;
      return token;
    } catch (IOException e) {
      fail(e);
      return null;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for a token.
   *
   * @return null if none came in {@code nanos} nanoseconds, or before {@code cancellation}
   */
  @Nullable Token take(long nanos, @Nullable CancellationToken cancellation)
      throws InterruptedException, IOException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (cancellation != null && cancellation.isCancelled()) {
      return null;
    }
    Wish wish = new Wish();
    lock.lock();
    try {
      ensureOpen();
      if (implicitFree) { // Then nobody came earlier.
        implicitFree = false;
        wish.token = IMPLICIT;
      } else {
        startReading();
        wishes.add(wish);
      }
    } finally {
      lock.unlock();
    }
    if (cancellation == null) {
      return await(wish, nanos);
    }
    CancellationToken.Registration registration = cancellation.onCancel(() -> withdraw(wish));
    try {
      return await(wish, nanos);
    } finally {
      registration.close();
    }
  }

  private @Nullable Token await(Wish wish, long nanos) throws InterruptedException, IOException {
    long left = nanos;
    lock.lock();
    try {
      while (wish.token == null && !wish.withdrawn && left > 0) {
        if (failure != null && !hasImplicit) {
          throw failure;
        }
        ensureOpen();
        left = wish.changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      if (wish.token == null) {
        throw e;
      }
      Thread.currentThread().interrupt(); // It came first.
    } finally {
      if (wish.token == null) {
        forget(wish);
      }
      lock.unlock();
    }
    return wish.token;
  }

  private void withdraw(Wish wish) {
    lock.lock();
    try {
      if (wish.token == null) {
        wish.withdrawn = true;
        wish.changed.signal();
        forget(wish);
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Wish wish) {
    wishes.remove(wish);
    stopReadingIfUnwished();
  }

  private void stopReadingIfUnwished() {
    if (awaiting && wishes.isEmpty()) {
      source.wake();
    }
  }

  /** Gives the first who waits a token; false if nobody does. */
  private boolean hand(Token token) {
    Wish first = wishes.poll();
    if (first == null) {
      return false;
    }
    first.token = token;
    first.changed.signal();
    return true;
  }

  /** Gives a token back that was taken here. */
  void giveBack(Token token) {
    lock.lock();
    try {
      if (token != IMPLICIT) {
        putBack(token);
        taken--;
        closeSourceIfUnused();
      } else if (hand(token)) {
        stopReadingIfUnwished();
      } else {
        implicitFree = true;
      }
    } finally {
      lock.unlock();
    }
  }

  private static void putBack(Token token) {
    boolean interrupted = Thread.interrupted(); // As in poll.
    try {
      token.giveBack();
    } catch (IOException e) {
      JobLog.warn(JobMessage.TOKEN_STUCK.text(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How many threads wait. */
  int waiting() {
    lock.lock();
    try {
      return wishes.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many tokens were taken from the source and not given back. */
  int taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Runs {@code action} while this process neither takes nor gives back a token. */
  void quietly(Action action) throws IOException {
    lock.lock();
    try {
      paused = true;
      while (awaiting) {
        source.wake();
        quiet.awaitUninterruptibly();
      }
      action.run();
    } finally {
      paused = false;
      resumed.signal();
      lock.unlock();
    }
  }

  /** Whoever waits gets an IllegalStateException; what was taken can still be given back. */
  void close() {
    lock.lock();
    try {
      closed = true;
      wishes.forEach(wish -> wish.changed.signal());
      wishes.clear();
      source.wake();
      closeSourceIfUnused();
    } finally {
      lock.unlock();
    }
  }

  private void closeSourceIfUnused() {
    if (closed && !awaiting && taken == 0) {
      source.close();
    }
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the client of the job server is closed");
    }
  }

  private void startReading() {
    if (!reading && failure == null) {
      reader.execute(this::read); // It waits for the lock. There may be no memory for a thread.
      reading = true;
    }
  }

  private void read() {
    boolean goesOn = awaitWish();
    while (goesOn) {
      Token token = null;
      IOException problem = null;
      try {
        token = source.await();
      } catch (IOException e) {
        problem = e;
      }
      goesOn = came(token, problem) && awaitWish();
    }
  }

  /** False if nobody waits; then the thread ends, and the next wish starts another. */
  private boolean awaitWish() {
    lock.lock();
    try {
      while (paused) {
        resumed.awaitUninterruptibly();
      }
      awaiting = !wishes.isEmpty();
      reading = awaiting;
      return awaiting;
    } finally {
      lock.unlock();
    }
  }

  private boolean came(@Nullable Token token, @Nullable IOException problem) {
    lock.lock();
    try {
      awaiting = false;
      if (problem != null) {
        fail(problem);
      } else if (token != null) {
        if (!closed && hand(token)) {
          taken++;
        } else {
          putBack(token);
        }
      }
      closeSourceIfUnused();
      quiet.signalAll();
      return problem == null;
    } finally {
      lock.unlock();
    }
  }

  /** From here on there is at most the token that nobody has to ask for. */
  private void fail(IOException problem) {
    if (failure == null && !closed) {
      failure = problem;
      JobLog.warn(JobMessage.SERVER_GONE.text(address, problem));
      wishes.forEach(wish -> wish.changed.signal());
    }
  }
}
