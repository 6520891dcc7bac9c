package dev.perdure.worker.codec;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a stream in one growing array, so that a codec decodes in place and copies nothing
 * twice. Not thread-safe.
 *
 * <p>Bytes from {@link #position()} to {@link #limit()} of {@link #array()} have been read from the
 * stream and not yet consumed. {@link #fill()} adds more after the limit and may move all of them,
 * so read array, position and limit again after calling it.
 */
public final class WireInput {
  private static final int INITIAL_BYTES = 8 << 10;

  /** What a pipe holds on Linux: a slow reader gets that much with one system call. */
  private static final int PIPE_BYTES = 64 << 10;

  /** The largest array that is kept between messages; a larger one is released once it is empty. */
  private static final int KEPT_BYTES = 4 << 20;

  private final InputStream in;
  private final CodecLimits limits;
  private byte[] array = new byte[INITIAL_BYTES];
  private int position;
  private int limit;

  /** Whether the last read filled the array, so that there was probably more to read. */
  private boolean filled;

  /** The offset of {@code array[0]} in the stream. */
  private long base;

  /** Reads {@code in} from its current position on. */
  public WireInput(InputStream in, CodecLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** The limits of a message in this stream. */
  public CodecLimits limits() {
    return limits;
  }

  /** The array that holds the bytes, until the next {@link #fill()}. */
  public byte[] array() {
    return array;
  }

  /** The index of the first byte that has not been consumed. */
  public int position() {
    return position;
  }

  /** Sets the position: consumes the bytes before it, or takes consumed ones back. */
  public void position(int position) {
    if (position < 0 || position > limit) {
      throw new IllegalArgumentException("position " + position + " is not in 0 to " + limit);
    }
    this.position = position;
  }

  /** The index after the last byte that was read. */
  public int limit() {
    return limit;
  }

  /** The offset in the stream of the byte at {@code index}, counted from 0. */
  public long offset(int index) {
    return base + index;
  }

  /**
   * Waits for at least one more byte, keeping those from {@link #position()} on.
   *
   * @return false if the stream has ended
   */
  public boolean fill() throws IOException {
    if (position == limit) {
      base += limit;
      position = 0;
      limit = 0;
      if (array.length > KEPT_BYTES) {
        array = new byte[INITIAL_BYTES];
      } else if (filled && array.length < PIPE_BYTES) {
        array = new byte[PIPE_BYTES];
      }
    } else if (limit == array.length) {
      makeRoom();
    }
    int count = in.read(array, limit, array.length - limit);
    if (count <= 0) {
      return false;
    }
    limit += count;
    filled = limit == array.length;
    return true;
  }

  /**
   * Whether {@link #fill()} would find more bytes without waiting for them. False if the stream
   * can't tell.
   */
  public boolean isReady() throws IOException {
    return in.available() > 0;
  }

  /**
   * Whether there are bytes for a thread that is waiting in {@link #fill()}. Any thread may call
   * this, and it only asks files and pipes: other streams may have a lock that the waiting thread
   * holds.
   */
  public boolean isMoreThere() {
    try {
      return in instanceof FileInputStream file && file.available() > 0;
    } catch (IOException e) {
      return false; // The next read will report it.
    }
  }

  /**
   * Waits until at least {@code count} bytes are there.
   *
   * @return false if the stream ended before that
   */
  public boolean require(int count) throws IOException {
    while (limit - position < count) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Moves the bytes to the front if that frees half of a large array, otherwise to a larger array.
   */
  private void makeRoom() {
    int kept = limit - position;
    byte[] target = array;
    if (kept > array.length / 2) {
      target = new byte[grown(array.length)];
    } else if (array.length < PIPE_BYTES) {
      target = new byte[PIPE_BYTES];
    }
    System.arraycopy(array, position, target, 0, kept);
    array = target;
    base += position;
    position = 0;
    limit = kept;
  }

  private static int grown(int length) {
    // The limit is what a JVM can allocate.
    return (int) Math.min(2L * length, Integer.MAX_VALUE - 16);
  }
}
