package dev.perdure.worker.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * A bounded pipe of bytes between threads of this process. Like an operating system's pipe, it does
 * not depend on which threads use it or how they end, and does not react to interrupts. Closing
 * either end wakes the other. Thread-safe.
 */
final class BytePipe {
  private static final int CAPACITY = 1 << 16;

  private final byte[] ring = new byte[CAPACITY];
  private int start;
  private int size;
  private boolean sourceClosed;
  private boolean sinkClosed;

  /** The end to read from. */
  InputStream source() {
    return new Source();
  }

  /** The end to write to. */
  OutputStream sink() {
    return new Sink();
  }

  private synchronized int take(byte[] target, int offset, int length) throws IOException {
    awaitChange(() -> size > 0 || sinkClosed || sourceClosed);
    if (sourceClosed) {
      throw new IOException("the pipe was closed at this end");
    }
    if (size == 0) {
      return -1;
    }
    int count = Math.min(length, Math.min(size, CAPACITY - start));
    System.arraycopy(ring, start, target, offset, count);
    start = (start + count) % CAPACITY;
    size -= count;
    notifyAll();
    return count;
  }

  private synchronized int give(byte[] source, int offset, int length) throws IOException {
    awaitChange(() -> size < CAPACITY || sinkClosed || sourceClosed);
    if (sinkClosed || sourceClosed) {
      throw new IOException(
          "the pipe was closed at " + (sinkClosed ? "this" : "the other") + " end");
    }
    int end = (start + size) % CAPACITY;
    int count = Math.min(length, Math.min(CAPACITY - size, CAPACITY - end));
    System.arraycopy(source, offset, ring, end, count);
    size += count;
    notifyAll();
    return count;
  }

  private synchronized int available() {
    return size;
  }

  /** Closes the reading end: a write fails from now on. */
  synchronized void closeSource() {
    sourceClosed = true;
    notifyAll();
  }

  /** Closes the writing end: reads get what is left, then the end. */
  synchronized void closeSink() {
    sinkClosed = true;
    notifyAll();
  }

  private synchronized void awaitChange(BooleanSupplier condition) {
    boolean interrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Source extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return take(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      return length == 0 ? 0 : take(target, offset, length);
    }

    @Override
    public int available() {
      return BytePipe.this.available();
    }

    @Override
    public void close() {
      closeSource();
    }
  }

  private final class Sink extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, source.length);
      for (int given = 0; given < length; ) {
        given += give(source, offset + given, length - given);
      }
    }

    @Override
    public void close() {
      closeSink();
    }
  }
}
