package dev.perdure.worker.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Acts if work has not ended after a time. */
final class TimeLimit {
  private TimeLimit() {}

  static void on(CompletableFuture<?> work, Duration limit, Runnable atLimit) {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    timer.completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS);
    var unusedAct = timer.thenRun(atLimit);
    // A timer that was cancelled does not act.
    var unusedStop = work.whenComplete((result, failure) -> timer.cancel(false));
  }
}
