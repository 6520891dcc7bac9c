package dev.perdure.worker.testing.process;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The end of what the worker wrote to standard error, however much that was. Thread-safe. */
public final class WorkerLog extends OutputStream {
  /** How many bytes are kept at most. */
  public static final int KEPT_BYTES = 1 << 20;

  // As much as Bazel shows (F15), which must contain what a person needs to know.
  private static final int TAIL_BYTES = 4096;

  private final byte[] ring = new byte[KEPT_BYTES];
  private long written;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int skipped = Math.max(0, length - KEPT_BYTES);
    int from = offset + skipped;
    int count = length - skipped;
    int at = (int) ((written + skipped) % KEPT_BYTES);
    int first = Math.min(count, KEPT_BYTES - at);
    System.arraycopy(bytes, from, ring, at, first);
    System.arraycopy(bytes, from + first, ring, 0, count - first);
    written += length;
  }

  /** The text that is kept, after a line that says how much is left out. */
  public String text() {
    return last(KEPT_BYTES);
  }

  /** The end of the text, for a failure's message. */
  public String tail() {
    return last(TAIL_BYTES);
  }

  synchronized long length() {
    return written;
  }

  private synchronized String last(int most) {
    int count = (int) Math.min(most, written);
    byte[] bytes = new byte[count];
    int start = (int) ((written - count) % KEPT_BYTES);
    int first = Math.min(count, KEPT_BYTES - start);
    System.arraycopy(ring, start, bytes, 0, first);
    System.arraycopy(ring, 0, bytes, first, count - first);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return written > count ? "[" + (written - count) + " bytes left out]\n" + text : text;
  }
}
