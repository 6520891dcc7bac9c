package dev.perdure.worker.testing.pool;

import dev.perdure.worker.WorkResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An action that runs twice at once. The run that ends first passes the gate by one
 * compare-and-set, moves its outputs, and stops the other.
 */
final class Race {
  private final OneShot oneShot;
  private final WorkersOfKey.Lease lease;
  private final AtomicReference<@Nullable Runner> winner = new AtomicReference<>();

  Race(OneShot oneShot, WorkersOfKey.Lease lease) {
    this.oneShot = oneShot;
    this.lease = lease;
  }

  /** Runs both; {@code onWorker} does the work on the leased worker, with the gate that it gets. */
  ActionResult run(Function<PooledWorker.OutputGate, WorkResponse> onWorker)
      throws InterruptedException {
    FutureTask<ActionResult> alone =
        new FutureTask<>(() -> oneShot.run(() -> wins(Runner.PROCESS, lease::cancel)));
    Thread thread = new Thread(alone, "perdure-one-shot");
    thread.setDaemon(true);
    thread.start();
    try {
      WorkResponse answer = onWorker.apply(() -> wins(Runner.WORKER, oneShot::stop));
      thread.join();
      return winner.get() == Runner.WORKER ? ActionResult.ofWorker(answer) : resultOf(alone);
    } finally {
      // Has no effect if it has ended, which is so unless something went wrong.
      oneShot.stop();
    }
  }

  /** Returns true to the first caller, after running {@code stopOther}. */
  private boolean wins(Runner runner, Runnable stopOther) {
    // Guard against the other run, which may end at this moment.
    if (!winner.compareAndSet(null, runner)) {
      return false;
    }
    stopOther.run();
    return true;
  }

  private static ActionResult resultOf(FutureTask<ActionResult> alone) throws InterruptedException {
    try {
      return alone.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new UncheckedIOException("the one-shot process could not be run", failure);
      }
      throw new IllegalStateException("the one-shot process could not be run", e.getCause());
    }
  }

  private enum Runner {
    WORKER,
    PROCESS
  }
}
