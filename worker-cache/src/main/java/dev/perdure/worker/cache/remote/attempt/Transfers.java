package dev.perdure.worker.cache.remote.attempt;

import dev.perdure.worker.cache.remote.failure.LocalFailure;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Transfers the files of an action, several at a time. Thread-safe. */
public final class Transfers {
  private final ExecutorService threads;
  private final Set<Batch> batches = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Transfers(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Makes all transfers. After the first one that returns false or throws, or when the caller is
   * interrupted or this is closed, running transfers are interrupted and no more are begun. When
   * this returns or throws, no transfer is still running.
   *
   * @return whether all transfers returned true
   * @throws LocalFailure if this is closed
   * @throws Exception if a transfer throws it
   */
  public boolean all(List<Callable<Boolean>> transfers) throws Exception {
    Batch batch = new Batch(transfers.size());
    batches.add(batch);
    try {
      if (closed) { // It began too late for close() to see it.
        throw closedFailure();
      }
      for (Callable<Boolean> transfer : transfers) {
        threads.execute(() -> batch.run(transfer));
      }
      return batch.await();
    } catch (RejectedExecutionException e) {
      throw closedFailure();
    } finally {
      batch.stop();
      batches.remove(batch);
    }
  }

  private static LocalFailure closedFailure() {
    return new LocalFailure(new IOException("the cache was closed"));
  }

  /** Ends all transfers, including those that wait for a thread, and the threads. */
  public void close() {
    closed = true;
    // First the reason: shutdownNow interrupts running transfers and drops waiting ones without
    // telling the threads that wait for them.
    batches.forEach(batch -> batch.fail(closedFailure()));
    threads.shutdownNow();
  }

  /** The transfers of one call. */
  private static final class Batch {
    private final Set<Thread> running = new HashSet<>();
    private int left;
    private boolean missing;
    private boolean stopped;
    private @Nullable Throwable failure;

    Batch(int transfers) {
      left = transfers;
    }

    void run(Callable<Boolean> transfer) {
      synchronized (this) {
        if (stopped) {
          return;
        }
        running.add(Thread.currentThread());
      }
      try {
        ended(transfer.call());
      } catch (Throwable e) {
        fail(e);
      } finally {
        synchronized (this) {
          running.remove(Thread.currentThread());
          Thread.interrupted(); // The interrupt was meant for this transfer, not for the thread's
          // next one.
          notifyAll();
        }
      }
    }

    private synchronized void ended(boolean found) {
      left--;
      missing |= !found;
      notifyAll();
    }

    synchronized void fail(Throwable e) {
      if (failure == null) {
        failure = e;
      }
      notifyAll();
    }

    synchronized boolean await() throws Exception {
      while (left > 0 && !missing && failure == null) {
        wait();
      }
      if (failure instanceof Exception e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      return !missing;
    }

    synchronized void stop() {
      stopped = true;
      running.forEach(Thread::interrupt);
      boolean interrupted = false;
      while (!running.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // They were already interrupted, and end at once.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
