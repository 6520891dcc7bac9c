package dev.perdure.worker.cache.remote;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Moves the files of an action, several at a time. Thread-safe. */
final class Transfers {
  private final ExecutorService threads;

  Transfers(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Makes all transfers. After the first one that brings false or throws, or when the caller is
   * interrupted, those under way are interrupted and no more are begun. When this returns or
   * throws, none goes on.
   *
   * @return whether all brought true
   * @throws Exception what a transfer threw
   */
  boolean all(List<Callable<Boolean>> transfers) throws Exception {
    Batch batch = new Batch();
    CompletionService<Boolean> ended = new ExecutorCompletionService<>(threads);
    try {
      for (Callable<Boolean> transfer : transfers) {
        Future<Boolean> unused = ended.submit(() -> batch.run(transfer));
      }
      for (int i = 0; i < transfers.size(); i++) {
        if (!ended.take().get()) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      batch.stop();
    }
  }

  /** The transfers of one call. */
  private static final class Batch {
    private final Set<Thread> running = new HashSet<>();
    private boolean stopped;

    boolean run(Callable<Boolean> transfer) throws Exception {
      synchronized (this) {
        if (stopped) {
          return false;
        }
        running.add(Thread.currentThread());
      }
      try {
        return transfer.call();
      } finally {
        synchronized (this) {
          running.remove(Thread.currentThread());
          Thread.interrupted(); // Meant for this transfer, not for the thread's next one.
          notifyAll();
        }
      }
    }

    synchronized void stop() {
      stopped = true;
      running.forEach(Thread::interrupt);
      boolean interrupted = false;
      while (!running.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // They were told already, and end at once.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
