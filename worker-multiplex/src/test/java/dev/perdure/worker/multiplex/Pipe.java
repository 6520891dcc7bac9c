package dev.perdure.worker.multiplex;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * A bounded pipe between threads, as the system's are: it neither polls nor minds which thread
 * writes, as java.io's does.
 */
final class Pipe {
  private final byte[] ring;
  private int start;
  private int count;
  private boolean ended;
  private boolean broken;

  Pipe(int capacity) {
    ring = new byte[capacity];
  }

  /** The reader is gone: writes fail from now on. */
  synchronized void breakOff() {
    broken = true;
    notifyAll();
  }

  InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return take(bytes, offset, length);
      }
    };
  }

  OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        put(bytes, offset, length);
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  private synchronized int take(byte[] bytes, int offset, int length) throws IOException {
    awaitUntil(() -> count > 0 || ended);
    if (count == 0) {
      return -1;
    }
    int taken = Math.min(Math.min(length, count), ring.length - start);
    System.arraycopy(ring, start, bytes, offset, taken);
    start = (start + taken) % ring.length;
    count -= taken;
    notifyAll();
    return taken;
  }

  private synchronized void put(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      awaitUntil(() -> count < ring.length || broken);
      if (broken) {
        throw new IOException("Broken pipe");
      }
      int end = (start + count) % ring.length;
      int room = Math.min(ring.length - count, ring.length - end);
      int put = Math.min(room, length - done);
      System.arraycopy(bytes, offset + done, ring, end, put);
      count += put;
      done += put;
      notifyAll();
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized void awaitUntil(BooleanSupplier condition) throws IOException {
    try {
      while (!condition.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
