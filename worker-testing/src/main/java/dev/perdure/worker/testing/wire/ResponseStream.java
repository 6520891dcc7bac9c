package dev.perdure.worker.testing.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The worker's standard output: counts its bytes, and remembers the last of them for a failure's
 * message. One thread reads; any thread may ask for the {@linkplain #excerpt() excerpt}.
 */
public final class ResponseStream {
  private static final int EXCERPT_BYTES = 96;
  private static final int REMEMBERED_BYTES = 4096;
  // Bytes are read in pieces of this size, so that a false length allocates little memory.
  private static final int PIECE_BYTES = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  // The following fields are written by the reading thread and read by threads that report a
  // failure.
  private final Object lock = new Object();
  private final byte[] remembered = new byte[REMEMBERED_BYTES];
  private long received;
  private long messageStart;
  private boolean inMessage;

  /** A stream of which nothing has been read. */
  public ResponseStream(InputStream in) {
    this.in = in;
  }

  /** Notes that the next byte is the first of a message. */
  void beginMessage() {
    synchronized (lock) {
      messageStart = offset();
      inMessage = true;
    }
  }

  /** Notes that the message is complete. */
  public void endMessage() {
    synchronized (lock) {
      inMessage = false;
    }
  }

  /** The number of bytes that were read; for the reading thread only. */
  public long offset() {
    return received - limit + position;
  }

  /** Reads the next byte, or -1 at the end. */
  int read() {
    return position < limit || fill() ? buffer[position++] & 0xff : -1;
  }

  /** Like {@link #read()}, but does not consume the byte. */
  int peek() {
    return position < limit || fill() ? buffer[position] & 0xff : -1;
  }

  /** Reads the next {@code length} bytes, or fewer if the stream ends before that. */
  byte[] readUpTo(int length) {
    byte[] bytes = new byte[Math.min(length, PIECE_BYTES)];
    int size = 0;
    while (size < length && (position < limit || fill())) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * size));
      }
      int count = Math.min(limit - position, bytes.length - size);
      System.arraycopy(buffer, position, bytes, size, count);
      position += count;
      size += count;
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** Reads until there are no more bytes, so that the worker is never blocked. */
  public void drain() {
    do {
      position = limit;
    } while (fill());
  }

  private boolean fill() {
    int count;
    try {
      count = in.read(buffer);
    } catch (IOException e) {
      // The harness has closed the stream, or the process that wrote it was killed: there are no
      // more bytes.
      count = -1;
    }
    if (count <= 0) {
      return false;
    }
    position = 0;
    synchronized (lock) {
      limit = count;
      int kept = Math.min(count, REMEMBERED_BYTES);
      System.arraycopy(remembered, kept, remembered, 0, REMEMBERED_BYTES - kept);
      System.arraycopy(buffer, count - kept, remembered, REMEMBERED_BYTES - kept, kept);
      received += count;
    }
    return true;
  }

  /**
   * The part of the current message that has come, from its first byte on if that is still
   * remembered; empty if none of it has come.
   */
  public Excerpt excerpt() {
    synchronized (lock) {
      if (!inMessage || received == messageStart) {
        return new Excerpt(received, "");
      }
      long from = Math.max(messageStart, received - REMEMBERED_BYTES);
      int start = REMEMBERED_BYTES - (int) (received - from);
      int end = Math.min(REMEMBERED_BYTES, start + EXCERPT_BYTES);
      return new Excerpt(from, HexDump.of(Arrays.copyOfRange(remembered, start, end), from));
    }
  }

  /**
   * The exception for bytes that are not a message; also reads the bytes that are already there.
   */
  ForeignBytesException foreign(String problem) {
    long start = messageStart;
    // The rest of the line makes the excerpt more useful.
    while (received - start < EXCERPT_BYTES && isAvailable() && fill()) {}
    return new ForeignBytesException(
        "foreign bytes on the worker's standard output at offset " + start + ": " + problem, false);
  }

  private boolean isAvailable() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The exception for a stream that ended inside a message. */
  ForeignBytesException cutShort() {
    return new ForeignBytesException(
        "the worker's standard output ended within the answer that began at offset "
            + messageStart
            + ", after "
            + (offset() - messageStart)
            + " of its bytes",
        true);
  }

  /**
   * Bytes of the stream, ready to print.
   *
   * @param offset the offset of the first one in the stream
   * @param dump the bytes in hexadecimal and as text; empty if there are none
   */
  public record Excerpt(long offset, String dump) {}
}
