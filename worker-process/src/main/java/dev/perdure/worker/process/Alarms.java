package dev.perdure.worker.process;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does something when time is up, on one daemon thread, which there is only while an alarm waits.
 * Thread-safe.
 */
final class Alarms {
  /** An alarm that may still ring. */
  @FunctionalInterface
  interface Alarm extends AutoCloseable {
    /** From here on it does not ring; waits for its action if it just does. */
    @Override
    void close();
  }

  private static final Alarm NEVER = () -> {};

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Alarms::thread);

  Alarms() {
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable body) {
    // Nothing is inherited: it works for all requests.
    Thread thread = new Thread(null, body, "perdure-process-alarms", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs {@code action} after {@code delay}; never if that is zero. */
  Alarm after(Duration delay, Runnable action) {
    if (delay.isZero()) {
      return NEVER;
    }
    Fuse fuse = new Fuse(action);
    return alarm(fuse, executor.schedule(fuse, delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Runs {@code action} again and again, with {@code period} in between. */
  Alarm every(Duration period, Runnable action) {
    Fuse fuse = new Fuse(action);
    long nanos = period.toNanos();
    return alarm(fuse, executor.scheduleWithFixedDelay(fuse, nanos, nanos, TimeUnit.NANOSECONDS));
  }

  private static Alarm alarm(Fuse fuse, Future<?> future) {
    return () -> {
      fuse.close();
      future.cancel(false);
    };
  }

  /** No alarm rings any more, those that are set later neither. */
  void close() {
    executor.shutdownNow();
  }
}
