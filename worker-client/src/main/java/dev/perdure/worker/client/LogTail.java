package dev.perdure.worker.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a worker's standard error to its end, and keeps the last bytes. */
final class LogTail {
  private static final int KEPT_BYTES = 4096;
  private static final long LAST_WORDS_MILLIS = 1000;

  private final InputStream errors;
  private final Thread reader;
  private byte[] kept = {};

  LogTail(InputStream errors, String name) {
    this.errors = errors;
    reader = new Thread(this::read, name);
    reader.setDaemon(true);
  }

  void start() {
    reader.start();
  }

  private void read() {
    byte[] buffer = new byte[KEPT_BYTES];
    try (errors) {
      int count = errors.read(buffer);
      while (count > 0) {
        add(buffer, count);
        count = errors.read(buffer);
      }
    } catch (IOException e) {
      // The process has ended, and its streams with it.
    }
  }

  private synchronized void add(byte[] bytes, int count) {
    byte[] all = Arrays.copyOf(kept, kept.length + count);
    System.arraycopy(bytes, 0, all, kept.length, count);
    kept = Arrays.copyOfRange(all, Math.max(0, all.length - KEPT_BYTES), all.length);
  }

  /**
   * What the worker printed last. Waits a moment for the end of it, which may never come if a child
   * of the worker has the stream, too.
   */
  String awaitText() throws InterruptedException {
    reader.join(LAST_WORDS_MILLIS);
    synchronized (this) {
      return new String(kept, UTF_8).strip();
    }
  }
}
