package dev.perdure.worker.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects what one request prints, as UTF-8 bytes in the order of printing. Once the request is
 * answered, what threads that it left behind still print goes to the worker log instead.
 *
 * <p>Thread-safe. A thread that prints holds the lock of {@link #stream()} and then takes that of
 * this object; so nothing here may use the stream while it holds its own.
 */
final class RequestOutput extends OutputStream {
  /** What is kept if not set: more than any person reads. */
  static final int DEFAULT_BYTES = 8 << 20;

  private final OutputStream log;
  private final PrintStream stream = new UnclosedPrintStream(this, false);

  // All guarded by this.
  private KeptBytes kept;
  private boolean closed;

  RequestOutput(OutputStream log) {
    this(log, DEFAULT_BYTES);
  }

  /**
   * As given.
   *
   * @param maxBytes how much is kept: the beginning and the end
   */
  RequestOutput(OutputStream log, int maxBytes) {
    this.log = log;
    this.kept = new KeptBytes(maxBytes);
  }

  /** Where the request prints. A stream of its own: half a surrogate pair must not reach others. */
  PrintStream stream() {
    return stream;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    synchronized (this) {
      if (!closed) {
        kept.add(bytes, offset, length);
        return;
      }
    }
    log.write(bytes, offset, length);
    log.flush();
  }

  /** Without effect: nothing waits here, and the log is flushed at each write. */
  @Override
  public void flush() {}

  /** Where {@code bytes} begin in the text so far, or -1. */
  long find(byte[] bytes) {
    return new ByteSearch(bytes).in(text().getBytes(StandardCharsets.UTF_8));
  }

  /** The text so far, with a word on what was cut out of it; the collection goes on. */
  synchronized String text() {
    return kept.text();
  }

  /** Ends the collection and returns the text. */
  synchronized String take() {
    closed = true;
    String text = kept.text();
    kept = KeptBytes.none();
    return text;
  }
}
