package dev.perdure.worker.runtime.output;

import java.io.IOException;
import java.io.InputStream;

/** Searches for a non-empty sequence of bytes. Immutable. */
public final class ByteSearch {
  private static final int WINDOW_BYTES = 64 << 10;

  private final byte[] wanted;

  public ByteSearch(byte[] wanted) {
    this.wanted = wanted;
  }

  /** The index at which the bytes begin, or -1. */
  long in(byte[] bytes) {
    return in(bytes, bytes.length);
  }

  /** The index at which the bytes begin in the rest of {@code stream}, or -1. */
  public long in(InputStream stream) throws IOException {
    byte[] window = new byte[WINDOW_BYTES + wanted.length];
    int kept = 0;
    long before = 0;
    int count = stream.readNBytes(window, 0, window.length);
    while (count > 0) {
      int length = kept + count;
      int found = in(window, length);
      if (found >= 0) {
        return before + found;
      }
      // Keep the end: it may be the beginning of a match.
      int keep = Math.min(wanted.length - 1, length);
      System.arraycopy(window, length - keep, window, 0, keep);
      before += length - keep;
      kept = keep;
      count = stream.readNBytes(window, kept, window.length - kept);
    }
    return -1;
  }

  private int in(byte[] bytes, int length) {
    for (int start = 0; start <= length - wanted.length; start++) {
      int same = 0;
      while (same < wanted.length && bytes[start + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return start;
      }
    }
    return -1;
  }
}
