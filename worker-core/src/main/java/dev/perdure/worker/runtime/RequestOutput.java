package dev.perdure.worker.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects what one request prints, as UTF-8 bytes in the order of printing. Once the request is
 * answered, what threads that it left behind still print goes to the worker log instead.
 * Thread-safe.
 */
final class RequestOutput extends OutputStream {
  /** More than any person reads, and little enough to be sent: a tool in a loop ends here. */
  static final int MAX_BYTES = 128 << 20;

  private final OutputStream log;
  private final int maxBytes;
  private final PrintStream stream = new UnclosedPrintStream(this, false);

  // All guarded by this.
  private ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private boolean cut;
  private boolean closed;

  RequestOutput(OutputStream log) {
    this(log, MAX_BYTES);
  }

  /** As given, for tests. */
  RequestOutput(OutputStream log, int maxBytes) {
    this.log = log;
    this.maxBytes = maxBytes;
  }

  /** Where the request prints. A stream of its own: half a surrogate pair must not reach others. */
  PrintStream stream() {
    return stream;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      log.write(bytes, offset, length);
      log.flush();
    } else {
      int room = maxBytes - collected.size();
      collected.write(bytes, offset, Math.min(length, room));
      cut |= length > room;
    }
  }

  /** Without effect: nothing waits here, and the log is flushed at each write. */
  @Override
  public void flush() {}

  /** Where {@code bytes} begin in what was collected, or -1. */
  synchronized long find(byte[] bytes) {
    stream.flush();
    return new ByteSearch(bytes).in(collected.toByteArray());
  }

  /** What was collected so far, without a word on whether it was cut. */
  synchronized String text() {
    stream.flush();
    return collected.toString(StandardCharsets.UTF_8);
  }

  /** Ends the collection and returns the text. */
  synchronized String take() {
    closed = true;
    String text = collected.toString(StandardCharsets.UTF_8);
    collected = new ByteArrayOutputStream(0);
    boolean tell = cut;
    cut = false;
    return tell
        ? withoutHalfCharacter(text) + "\n" + WorkerMessage.OUTPUT_CUT.text(maxBytes >> 20) + "\n"
        : text;
  }

  /** The cut can be inside of a character, of which the decoder makes a replacement. */
  private static String withoutHalfCharacter(String text) {
    return text.endsWith("\ufffd") ? text.substring(0, text.length() - 1) : text;
  }
}
