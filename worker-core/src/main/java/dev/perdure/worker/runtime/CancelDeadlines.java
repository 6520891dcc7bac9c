package dev.perdure.worker.runtime;

/**
 * When to take the next step against work that was cancelled and goes on; each time counts from the
 * step before.
 *
 * @param interruptMillis how long the work may heed its token before it is interrupted
 * @param endProcessesMillis how long it may heed that before its child processes are ended
 * @param reportMillis how long it may run on before it is reported
 */
public record CancelDeadlines(long interruptMillis, long endProcessesMillis, long reportMillis) {
  /** 0.1 s, 0.4 s and 10 s. */
  static CancelDeadlines defaults() {
    return new CancelDeadlines(100, 400, 10_000);
  }
}
