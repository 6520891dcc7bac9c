package dev.perdure.worker.codec;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a stream in one growing array, so that a codec decodes in place and copies nothing
 * twice. Not thread-safe.
 *
 * <p>Bytes from {@link #position()} to {@link #limit()} of {@link #array()} have been read from the
 * stream and not yet consumed. {@link #fill()} adds more behind the limit and may move them all:
 * take array, position and limit afresh after it.
 */
public final class WireInput {
  private static final int INITIAL_BYTES = 8 << 10;

  /** What a pipe holds on Linux. A reader that is behind gets as much with one system call. */
  private static final int PIPE_BYTES = 64 << 10;

  /** What is kept between messages at most: a larger array is given back once it is empty. */
  private static final int KEPT_BYTES = 4 << 20;

  private final InputStream in;
  private final CodecLimits limits;
  private byte[] array = new byte[INITIAL_BYTES];
  private int position;
  private int limit;

  /** The last read has filled the array, so that more was likely there. */
  private boolean filled;

  /** The place of {@code array[0]} in the stream. */
  private long base;

  /** The bytes of {@code in}, from its present place on. */
  public WireInput(InputStream in, CodecLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** How large and deep a message of this stream may be. */
  public CodecLimits limits() {
    return limits;
  }

  /** The array that holds the bytes, until the next {@link #fill()}. */
  public byte[] array() {
    return array;
  }

  /** The index of the first byte that is not consumed. */
  public int position() {
    return position;
  }

  /** Consumes the bytes before index {@code position}, or takes some back. */
  public void position(int position) {
    if (position < 0 || position > limit) {
      throw new IllegalArgumentException("position " + position + " is not in 0 to " + limit);
    }
    this.position = position;
  }

  /** The index behind the last byte that was read. */
  public int limit() {
    return limit;
  }

  /** The place in the stream of the byte at {@code index}, from 0 on. */
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
   * Whether {@link #fill()} would find more bytes without waiting for them. False where the stream
   * can't tell.
   */
  public boolean isReady() throws IOException {
    return in.available() > 0;
  }

  /**
   * Whether a thread that waits in {@link #fill()} is about to get bytes, as far as it can be told
   * by any other thread: of files and pipes only, since other streams may have a lock that is held.
   */
  public boolean isMoreThere() {
    try {
      return in instanceof FileInputStream file && file.available() > 0;
    } catch (IOException e) {
      return false; // Whoever reads next will be told.
    }
  }

  /**
   * Waits until at least {@code count} bytes are there.
   *
   * @return false if the stream ended before
   */
  public boolean require(int count) throws IOException {
    while (limit - position < count) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /** Moves what is kept to the front if that frees half of a large array, else to a larger one. */
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
    // The bound is what a JVM can allocate.
    return (int) Math.min(2L * length, Integer.MAX_VALUE - 16);
  }
}
