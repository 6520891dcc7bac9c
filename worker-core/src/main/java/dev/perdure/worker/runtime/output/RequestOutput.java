package dev.perdure.worker.runtime.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one request prints, as UTF-8 bytes in the order of printing. Once the request is
 * answered, threads that it left behind print to the worker log instead.
 *
 * <p>Thread-safe. A thread that prints holds the lock of {@link #stream()} and then takes the lock
 * of this object. So no method may use the stream while it holds the lock of this object.
 */
public final class RequestOutput extends OutputStream {
  /** How many bytes are kept by default: more than anybody reads. */
  public static final int DEFAULT_BYTES = 8 << 20;

  private final OutputStream log;
  private final PrintStream stream = new UnclosedPrintStream(this, false);

  // All guarded by this.
  private KeptBytes kept;
  private boolean closed;
  private @Nullable SandboxHiding hiding;

  RequestOutput(OutputStream log) {
    this(log, DEFAULT_BYTES);
  }

  /**
   * Creates an empty output.
   *
   * @param log receives what is printed after the answer
   * @param maxBytes how many bytes are kept, of the beginning and the end together
   */
  public RequestOutput(OutputStream log, int maxBytes) {
    this.log = log;
    this.kept = new KeptBytes(maxBytes);
  }

  /**
   * Where the request prints. Each request has its own stream, so that half a surrogate pair can't
   * reach another one.
   */
  public PrintStream stream() {
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
        keep(bytes, offset, length);
        return;
      }
    }
    log.write(bytes, offset, length);
    log.flush();
  }

  /** Called under this. */
  private void keep(byte[] bytes, int offset, int length) {
    if (hiding == null) {
      kept.add(bytes, offset, length);
    } else {
      byte[] passed = hiding.next(bytes, offset, length);
      kept.add(passed, 0, passed.length);
    }
  }

  /** Takes {@code sandboxDir} out of what is printed from now on. */
  public synchronized void hide(String sandboxDir) {
    hiding = new SandboxHiding(sandboxDir);
  }

  /** Does nothing: no bytes are buffered here, and the log is flushed at each write. */
  @Override
  public void flush() {}

  /** The index at which {@code bytes} begin in the text so far, or -1. */
  public long find(byte[] bytes) {
    return new ByteSearch(bytes).in(text().getBytes(StandardCharsets.UTF_8));
  }

  /** The text so far, with a note of how much was cut out; the collection goes on. */
  public synchronized String text() {
    return kept.text() + held();
  }

  /** What is not kept yet, since the sandbox directory may begin with it. Called under this. */
  private String held() {
    return hiding == null ? "" : new String(hiding.rest(), StandardCharsets.UTF_8);
  }

  /** Ends the collection and returns the text. */
  public synchronized String take() {
    closed = true;
    String text = kept.text() + held();
    hiding = null;
    kept = KeptBytes.none();
    return text;
  }
}
