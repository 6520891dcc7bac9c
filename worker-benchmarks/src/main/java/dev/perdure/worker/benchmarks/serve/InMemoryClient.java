package dev.perdure.worker.benchmarks.serve;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A client in the worker's own process: its requests all come at once, and of the answers only the
 * bytes are counted.
 */
final class InMemoryClient {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private byte @Nullable [] requests;
  private int position;
  private boolean ended;
  private long awaited;

  /**
   * Sends these bytes, and waits for {@code answerBytes} bytes.
   *
   * @throws IllegalStateException if not as many come, or more
   */
  synchronized void roundTrip(byte[] requests, long answerBytes) throws InterruptedException {
    this.requests = requests;
    awaited = answerBytes;
    notifyAll();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (awaited > 0 && System.nanoTime() < deadline) {
      wait(PATIENCE_NANOS / 1_000_000);
    }
    if (awaited != 0) {
      throw new IllegalStateException(awaited + " bytes of answers are missing");
    }
  }

  /** Ends what the worker reads. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized int read(byte[] target, int offset, int length) throws InterruptedException {
    while (requests == null && !ended) {
      wait();
    }
    byte[] source = requests;
    if (source == null) {
      return -1;
    }
    int count = Math.min(length, source.length - position);
    System.arraycopy(source, position, target, offset, count);
    position += count;
    if (position == source.length) {
      requests = null;
      position = 0;
    }
    return count;
  }

  private synchronized void answered(int bytes) {
    awaited -= bytes;
    if (awaited == 0) {
      notifyAll();
    }
  }

  InputStream requests() {
    return new InputStream() {
      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        try {
          return InMemoryClient.this.read(target, offset, length);
        } catch (InterruptedException e) {
          return -1;
        }
      }
    };
  }

  OutputStream answers() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        answered(1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        answered(length);
      }
    };
  }
}
