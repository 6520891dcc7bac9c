package dev.perdure.worker.cache.remote.attempt;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates pools of daemon threads that end when idle. */
public final class DaemonPool {
  private static final long IDLE_SECONDS = 30;

  private DaemonPool() {}

  /**
   * A pool of at most {@code threads} threads in the caller's thread group. They inherit nothing
   * from the thread that starts them, because they outlive its request.
   */
  public static ExecutorService of(String name, int threads) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    AtomicInteger count = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          String numbered = name + "-" + count.incrementAndGet();
          Thread thread = new Thread(group, task, numbered, 0, false);
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
