package dev.perdure.worker.process;

import dev.perdure.worker.runtime.Nanos;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does something when time is up, on one daemon thread, which there is only while a timer waits.
 * Thread-safe.
 */
final class Timers {
  /** A timer that may still run. */
  @FunctionalInterface
  interface Timer extends AutoCloseable {
    /** From here on its action does not run; waits for it if it just does. */
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
    // Nothing is inherited: it works for all requests.
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

  /** Runs {@code action} again and again, with {@code period} in between. */
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

  /** No action runs any more, those of later timers neither. */
  void close() {
    executor.shutdownNow();
  }
}
