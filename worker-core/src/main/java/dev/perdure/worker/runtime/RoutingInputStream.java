package dev.perdure.worker.runtime;

import java.io.IOException;
import java.io.InputStream;

/**
 * System.in of a program that has a worker inside: empty for the threads of requests, what it was
 * for all others. Thread-safe if that is.
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

  /** What {@code stream} is for the program around the worker. */
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

  // Unlike the fallback's methods these are synchronized where they are inherited from.

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

  /** A tool that closes it must not close that of the program. */
  @Override
  public void close() throws IOException {
    if (RequestScope.current() == null) {
      fallback.close();
    }
  }
}
