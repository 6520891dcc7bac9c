package dev.perdure.worker.codec;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A growing array of bytes that messages are encoded into, to be written in one piece. Not
 * thread-safe.
 */
public final class WireOutput {
  private static final int INITIAL_BYTES = 512;

  /** The largest array that {@link #clear()} keeps. */
  private static final int KEPT_BYTES = 1 << 20;

  private byte[] array = new byte[INITIAL_BYTES];
  private int size;

  /** An empty output. */
  public WireOutput() {}

  /** The number of bytes. */
  public int size() {
    return size;
  }

  /** The array that holds the bytes, until more are appended. */
  public byte[] array() {
    return array;
  }

  /**
   * Makes room for {@code count} more bytes, to be put into {@link #array()} from {@link #size()}
   * on and then counted by {@link #advance(int)}.
   */
  public void ensure(int count) {
    if (count > array.length - size) {
      long needed = (long) size + count;
      if (needed > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException("a message of " + needed + " bytes can't be encoded");
      }
      byte[] larger =
          new byte[(int) Math.min(Math.max(needed, 2L * array.length), Integer.MAX_VALUE - 16)];
      System.arraycopy(array, 0, larger, 0, size);
      array = larger;
    }
  }

  /** Counts {@code count} bytes that the caller put into the array after the others. */
  public void advance(int count) {
    if (count < 0 || count > array.length - size) {
      throw new IllegalArgumentException("there is no room for " + count + " bytes");
    }
    size += count;
  }

  /** How many more bytes fit before more memory is needed. */
  public int room() {
    return array.length - size;
  }

  /** Appends the low 8 bits of {@code value}. */
  public void put(int value) {
    ensure(1);
    array[size++] = (byte) value;
  }

  /** Appends {@code length} bytes of {@code source}, from {@code offset} on. */
  public void put(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, array, size, length);
    size += length;
  }

  /** Appends all bytes of {@code other}. */
  public void put(WireOutput other) {
    put(other.array, 0, other.size);
  }

  /** Removes all bytes, and releases a large array. */
  public void clear() {
    size = 0;
    if (array.length > KEPT_BYTES) {
      try {
        array = new byte[INITIAL_BYTES];
      } catch (OutOfMemoryError e) {
        size = 0; // Keep the large array: what was written must not fail for this.
      }
    }
  }

  /** Writes the bytes in one call; they stay in this output. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(array, 0, size);
  }
}
