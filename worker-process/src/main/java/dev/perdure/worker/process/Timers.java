package dev.perdure.worker.process;

import dev.perdure.worker.runtime.system.Nanos;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs actions when their time has come, on one daemon thread, which exists only while a timer
 * waits. Thread-safe.
 */
final class Timers {
  /** A timer that may still run. */
  @FunctionalInterface
  interface Timer extends AutoCloseable {
    /**
     * Stops the timer, so that its action no longer runs; waits for the action if it is running.
     */
    @Override
    void close();
  }

  private static final Timer NEVER = () -> {};

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Timers::thread);

  Timers() {
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable body) {
    // It inherits nothing, because it works for all requests.
    Thread thread = new Thread(null, body, "perdure-process-timers", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs {@code action} after {@code delay}; never if that is zero. */
  Timer after(Duration delay, Runnable action) {
    if (delay.isZero()) {
      return NEVER;
    }
    ClosableAction once = new ClosableAction(action);
    return timer(once, executor.schedule(once, Nanos.of(delay), TimeUnit.NANOSECONDS));
  }

  /** Runs {@code action} repeatedly, with {@code period} in between. */
  Timer every(Duration period, Runnable action) {
    ClosableAction once = new ClosableAction(action);
    long nanos = Nanos.of(period);
    return timer(once, executor.scheduleWithFixedDelay(once, nanos, nanos, TimeUnit.NANOSECONDS));
  }

  private static Timer timer(ClosableAction once, Future<?> future) {
    return () -> {
      once.close();
      future.cancel(false);
    };
  }

  /** Stops all timers; no action runs any more, not even one of a later timer. */
  void close() {
    executor.shutdownNow();
  }
}
