package dev.perdure.worker;

import dev.perdure.worker.runtime.BoundTask;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Thread pools that serve many requests.
 *
 * <p>A pool's thread belongs to the request whose thread started it, or to none. A pool that is
 * kept from one request to the next needs to be told for which request each task works.
 */
public final class RequestExecutors {
  private RequestExecutors() {}

  /**
   * A pool that runs each task on {@code pool}, bound to the request whose thread submits it, as by
   * {@link WorkContext#adopt(Runnable)}; to none if the submitting thread has none, as in a
   * one-shot run. Thread-safe if {@code pool} is.
   *
   * @param pool does the work; shut down with the result
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
