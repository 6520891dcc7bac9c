package dev.perdure.worker.jobserver;

import dev.perdure.worker.CancellationToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of this process that wait for a token, in order. A separate thread reads from the
 * source for them, only while one of them is waiting. So with any protocol, a thread can give up at
 * any time, and a token that comes too late goes back at once. Thread-safe.
 */
final class TokenQueue {
  /** A waiting thread. */
  private final class Waiter {
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private @Nullable Token token;
    private boolean gaveUp;
  }

  /** Something that counts or changes tokens. */
  @FunctionalInterface
  interface Count {
    int make() throws IOException;
  }

  /** How long to wait for a thread that may itself be waiting for room in the source. */
  private static final long ROOM_NANOS = 1_000_000;

  /** The token that a client has from the start. */
  static final Token IMPLICIT = () -> {};

  private final TokenSource source;
  private final JobAddress address;
  private final boolean hasImplicit;
  private final Executor reader;
  private final ReentrantLock lock = new ReentrantLock();

  /** Signalled when the source may be read again. */
  private final Condition resumed = lock.newCondition();

  /** Signalled when nothing is being read from the source. */
  private final Condition quiet = lock.newCondition();

  // All guarded by lock.
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private boolean implicitFree;
  private boolean reading;
  private boolean awaiting;
  private int pauses;
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

  /**
   * Takes a token without waiting, if there is one and nobody has been waiting for it; otherwise
   * returns null.
   */
  @Nullable Token poll() {
    // An interrupt would close the source's channel.
    boolean interrupted = Thread.interrupted();
    lock.lock();
    try {
      ensureOpen();
      if (!waiters.isEmpty()) {
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
    Waiter waiter = new Waiter();
    lock.lock();
    try {
      ensureOpen();
      if (implicitFree) { // Then no other thread came earlier.
        implicitFree = false;
        waiter.token = IMPLICIT;
      } else {
        startReading();
        waiters.add(waiter);
      }
    } finally {
      lock.unlock();
    }
    if (cancellation == null) {
      return await(waiter, nanos);
    }
    CancellationToken.Registration registration = cancellation.onCancel(() -> giveUp(waiter));
    try {
      return await(waiter, nanos);
    } finally {
      registration.close();
    }
  }

  private @Nullable Token await(Waiter waiter, long nanos)
      throws InterruptedException, IOException {
    long left = nanos;
    lock.lock();
    try {
      while (waiter.token == null && !waiter.gaveUp && left > 0) {
        if (failure != null && !hasImplicit) {
          throw failure;
        }
        ensureOpen();
        left = waiter.changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      if (waiter.token == null) {
        throw e;
      }
      Thread.currentThread().interrupt(); // The token came first.
    } finally {
      if (waiter.token == null) {
        forget(waiter);
      }
      lock.unlock();
    }
    return waiter.token;
  }

  private void giveUp(Waiter waiter) {
    lock.lock();
    try {
      if (waiter.token == null) {
        waiter.gaveUp = true;
        waiter.changed.signal();
        forget(waiter);
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Waiter waiter) {
    waiters.remove(waiter);
    stopReadingIfNobodyWaits();
  }

  private void stopReadingIfNobodyWaits() {
    if (awaiting && waiters.isEmpty()) {
      source.wake();
    }
  }

  /** Gives a token to the first waiting thread; false if there is none. */
  private boolean handOver(Token token) {
    Waiter first = waiters.poll();
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
      } else if (handOver(token)) {
        stopReadingIfNobodyWaits();
      } else {
        implicitFree = true;
      }
    } finally {
      lock.unlock();
    }
  }

  private static void putBack(Token token) {
    boolean interrupted = Thread.interrupted(); // See poll.
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

  /** How many threads are waiting. */
  int waiting() {
    lock.lock();
    try {
      return waiters.size();
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

  /** Whether it has a token, or may have one in a moment. */
  boolean mayHold() {
    lock.lock();
    try {
      return taken > 0 || awaiting;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts while this process gives nothing back. It may be reading a token, which then counts
   * nowhere.
   *
   * @param makeRoom is called while another thread, which may be waiting for room in a full pipe,
   *     has the lock
   */
  int locked(Count count, Count makeRoom) throws IOException {
    lock(makeRoom);
    try {
      return count.make();
    } finally {
      lock.unlock();
    }
  }

  /** Counts like {@link #locked}, while this process takes no token either. */
  int quietly(Count count, Count makeRoom) throws IOException {
    lock(makeRoom);
    pauses++;
    try {
      while (awaiting) {
        source.wake();
        quiet.awaitUninterruptibly();
      }
      return count.make();
    } finally {
      pauses--;
      resumed.signal();
      lock.unlock();
    }
  }

  private void lock(Count makeRoom) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!lock.tryLock()) {
        makeRoom.make();
        LockSupport.parkNanos(this, ROOM_NANOS);
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Ends the queue. Waiting threads get an IllegalStateException; tokens that were taken can still
   * be given back.
   */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiters.forEach(waiter -> waiter.changed.signal());
      waiters.clear();
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
      reader.execute(this::read); // It waits for the lock. There may be no memory for it.
      reading = true;
    }
  }

  private void read() {
    boolean goesOn = continueReading();
    while (goesOn) {
      Token token = null;
      IOException problem = null;
      try {
        token = source.await();
      } catch (IOException e) {
        problem = e;
      }
      goesOn = came(token, problem) && continueReading();
    }
  }

  /**
   * Returns false if nobody is waiting; then the thread ends, and the next waiter starts another
   * one.
   */
  private boolean continueReading() {
    lock.lock();
    try {
      while (pauses > 0) {
        resumed.awaitUninterruptibly();
      }
      awaiting = !waiters.isEmpty();
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
        if (!closed && handOver(token)) {
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

  /** Notes that the source has failed; from here on, only the token from the start is left. */
  private void fail(IOException problem) {
    if (failure == null && !closed) {
      failure = problem;
      JobLog.warn(JobMessage.SERVER_GONE.text(address, problem));
      waiters.forEach(waiter -> waiter.changed.signal());
    }
  }
}
