package dev.perdure.worker.contract;

import java.io.InputStream;
import java.util.function.IntSupplier;

/**
 * A stream that hands out given bytes in given chunks, as a pipe does, and fails the test that
 * reads on when all it needs is there.
 */
public final class ChunkedStream extends InputStream {
  private final byte[] bytes;
  private final IntSupplier sizes;
  private final boolean ends;
  private int position;

  private ChunkedStream(byte[] bytes, IntSupplier sizes, boolean ends) {
    this.bytes = bytes;
    this.sizes = sizes;
    this.ends = ends;
  }

  /** All bytes in chunks of sizes that are asked for one by one. */
  public static ChunkedStream of(byte[] bytes, IntSupplier sizes) {
    return new ChunkedStream(bytes, sizes, true);
  }

  /** All bytes in chunks of one size. */
  public static ChunkedStream of(byte[] bytes, int size) {
    return of(bytes, () -> size);
  }

  /** Two chunks: the bytes before {@code split} and the others. */
  public static ChunkedStream split(byte[] bytes, int split) {
    int[] next = {split, bytes.length};
    int[] index = {0};
    return of(bytes, () -> next[Math.min(index[0]++, 1)]);
  }

  /** All bytes in chunks of one size, and never an end: a read behind the last one would hang. */
  public static ChunkedStream endless(byte[] bytes, int size) {
    return new ChunkedStream(bytes, () -> size, false);
  }

  /** The bytes that are left: all were sent, as into a pipe. */
  @Override
  public int available() {
    return bytes.length - position;
  }

  @Override
  public int read() {
    throw new AssertionError("a byte for a call is slow");
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == bytes.length) {
      if (!ends) {
        throw new AssertionError("would wait for more than the message");
      }
      return -1;
    }
    int count = Math.min(Math.min(Math.max(1, sizes.getAsInt()), length), bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }
}
