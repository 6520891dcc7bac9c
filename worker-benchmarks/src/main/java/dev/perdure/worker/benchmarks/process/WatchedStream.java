package dev.perdure.worker.benchmarks.process;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a process prints. A pipe has no timeout of its own, so the process is killed when somebody
 * has waited too long for more: the wait ends with the stream. For one reader at a time.
 */
final class WatchedStream extends FilterInputStream {
  private static final long NOBODY_WAITS = 0;

  /** How often it is looked after in the time of the patience; rarely, as others are measured. */
  private static final int LOOKS = 8;

  private final Process process;
  private final long patienceNanos;

  /** Since when somebody waits. */
  private volatile long since = NOBODY_WAITS;

  private volatile boolean givenUp;

  private WatchedStream(Process process, Duration patience) {
    super(process.getInputStream());
    this.process = process;
    this.patienceNanos = patience.toNanos();
  }

  static WatchedStream of(Process process, Duration patience) {
    WatchedStream stream = new WatchedStream(process, patience);
    Thread thread = new Thread(stream::watch, "watches " + process.pid());
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  private void watch() {
    try {
      while (!process.waitFor(patienceNanos / LOOKS, TimeUnit.NANOSECONDS)) {
        long start = since;
        if (start != NOBODY_WAITS && System.nanoTime() - start > patienceNanos) {
          givenUp = true;
          process.destroyForcibly();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process has been killed because nothing came. */
  boolean isGivenUp() {
    return givenUp;
  }

  @Override
  public int read() throws IOException {
    begin();
    try {
      return super.read();
    } finally {
      since = NOBODY_WAITS;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    begin();
    try {
      return super.read(bytes, offset, length);
    } finally {
      since = NOBODY_WAITS;
    }
  }

  private void begin() {
    since = System.nanoTime() | 1; // Whatever the clock says, somebody waits.
  }
}
