package dev.perdure.worker;

import dev.perdure.worker.runtime.request.BoundTask;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Thread pools that serve many requests.
 *
 * <p>A pool's thread belongs to the request whose thread started it, or to none. So a pool that is
 * kept from one request to the next must be told which request each task works for.
 */
public final class RequestExecutors {
  private RequestExecutors() {}

  /**
   * Returns a pool that runs each task on {@code pool}, bound to the request whose thread submits
   * it, as by {@link WorkContext#adopt(Runnable)}. If the submitting thread has no request, as in a
   * one-shot run, the task is bound to none. Thread-safe if {@code pool} is.
   *
   * @param pool does the work; it is shut down when the result is
   */
  public static ExecutorService binding(ExecutorService pool) {
    return new Binding(Objects.requireNonNull(pool, "pool"));
  }

  private static final class Binding extends AbstractExecutorService {
    private final ExecutorService pool;

    Binding(ExecutorService pool) {
      this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
      pool.execute(BoundTask.ofCaller(task));
    }

    @Override
    public void shutdown() {
      pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return pool.awaitTermination(timeout, unit);
    }
  }
}
