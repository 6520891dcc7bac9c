package dev.perdure.worker.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * Ends a worker between two requests, which a client does not notice (F20): once no request has
 * been in its loop for a moment, so that the last answer is read (F11). Loaded only when one
 * retires.
 */
final class Retirement implements Runnable {
  /** How long there must be no request. */
  private static final long LINGER_NANOS = 300_000_000;

  private final WorkerLoop loop;
  private final String lastLine;

  private Retirement(WorkerLoop loop, String lastLine) {
    this.loop = loop;
    this.lastLine = lastLine;
  }

  /** Begins to wait for that moment, and returns at once. */
  static void start(WorkerLoop loop, String lastLine) {
    Thread thread = new Thread(null, new Retirement(loop, lastLine), "perdure-retire", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    long seen = WorkerLoop.BUSY;
    long count = loop.quietCount();
    while (count != WorkerLoop.ENDED && (count == WorkerLoop.BUSY || count != seen)) {
      seen = count;
      linger();
      count = loop.quietCount();
    }
    loop.end(WorkerEnd.retired(lastLine));
  }

  private void linger() {
    long deadline = System.nanoTime() + LINGER_NANOS;
    long left = LINGER_NANOS;
    while (left > 0) {
      LockSupport.parkNanos(this, left);
      left = deadline - System.nanoTime();
    }
  }
}
