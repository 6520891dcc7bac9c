package dev.perdure.worker.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The worker's standard output: counts its bytes, and remembers the last of them for a failure's
 * message. One thread reads; any thread may ask for the {@linkplain #excerpt() excerpt}.
 */
final class ResponseStream {
  private static final int EXCERPT_BYTES = 96;
  private static final int REMEMBERED_BYTES = 4096;
  // Bytes are asked for in pieces of this size, so that a length that lies allocates little.
  private static final int PIECE_BYTES = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  // What follows is written by the reading thread and read by those that report a failure.
  private final Object lock = new Object();
  private final byte[] remembered = new byte[REMEMBERED_BYTES];
  private long received;
  private long messageStart;
  private boolean inMessage;

  ResponseStream(InputStream in) {
    this.in = in;
  }

  /** The next byte is the first of a message. */
  void beginMessage() {
    synchronized (lock) {
      messageStart = offset();
      inMessage = true;
    }
  }

  /** The message that began is whole. */
  void endMessage() {
    synchronized (lock) {
      inMessage = false;
    }
  }

  /** The number of bytes that were read; reading thread only. */
  long offset() {
    return received - limit + position;
  }

  /** The next byte, or -1 at the end. */
  int read() {
    return position < limit || fill() ? buffer[position++] & 0xff : -1;
  }

  /** As {@link #read()}, and the byte is there to be read again. */
  int peek() {
    return position < limit || fill() ? buffer[position] & 0xff : -1;
  }

  /** The next {@code length} bytes, or fewer if the stream ends before. */
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

  /** Takes bytes until there are no more, so that the worker is never blocked. */
  void drain() {
    do {
      position = limit;
    } while (fill());
  }

  private boolean fill() {
    int count;
    try {
      count = in.read(buffer);
    } catch (IOException e) {
      // The harness closed the stream, or the process that wrote it was killed: no more bytes.
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
   * The message that is being read: what is there of it, from its first byte on while that is
   * remembered; empty if no byte of one came.
   */
  Excerpt excerpt() {
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

  /** The exception that says the message that is being read is none; reads what else is there. */
  ForeignBytesException foreign(String problem) {
    long start = messageStart;
    // The rest of a line makes the excerpt worth reading.
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

  /** The exception that says the stream ended within a message. */
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
   * @param offset where the first of them stands in the stream
   * @param dump in hexadecimal and as text; empty if there are none
   */
  record Excerpt(long offset, String dump) {}
}
