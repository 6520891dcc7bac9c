package dev.perdure.worker.runtime;

import java.io.IOException;
import java.io.InputStream;

/** System.in of a program that has a worker inside: empty for the requests' threads. */
final class RoutingInputStream extends InputStream {
  private final InputStream fallback;

  private RoutingInputStream(InputStream fallback) {
    this.fallback = fallback;
  }

  static InputStream over(InputStream fallback) {
    return new RoutingInputStream(fallback);
  }

  @Override
  public int read() throws IOException {
    return RequestRun.current() == null ? fallback.read() : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return RequestRun.current() == null ? fallback.read(bytes, offset, length) : -1;
  }

  @Override
  public int available() throws IOException {
    return RequestRun.current() == null ? fallback.available() : 0;
  }
}
