package dev.perdure.worker.runtime.streams;

import dev.perdure.worker.runtime.request.RequestScope;
import java.io.IOException;
import java.io.InputStream;

/**
 * System.in of a program that embeds a worker: empty for threads of requests, unchanged for all
 * others. Thread-safe if that is.
 */
final class RoutingInputStream extends InputStream {
  private static final InputStream EMPTY = InputStream.nullInputStream();

  private final InputStream fallback;

  private RoutingInputStream(InputStream fallback) {
    this.fallback = fallback;
  }

  static InputStream over(InputStream stream) {
    return stream instanceof RoutingInputStream ? stream : new RoutingInputStream(stream);
  }

  /** The stream that the program around the worker sees as {@code stream}. */
  static InputStream under(InputStream stream) {
    return stream instanceof RoutingInputStream routing ? routing.fallback : stream;
  }

  private InputStream target() {
    return RequestScope.current() == null ? fallback : EMPTY;
  }

  @Override
  public int read() throws IOException {
    return target().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return target().read(bytes, offset, length);
  }

  @Override
  public int available() throws IOException {
    return target().available();
  }

  @Override
  public boolean markSupported() {
    return RequestScope.current() == null && fallback.markSupported();
  }

  // These methods are synchronized in the superclass, but not in the fallback.

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void mark(int readLimit) {
    target().mark(readLimit);
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void reset() throws IOException {
    target().reset();
  }

  /** A tool that closes it must not close the program's stream. */
  @Override
  public void close() throws IOException {
    if (RequestScope.current() == null) {
      fallback.close();
    }
  }
}
