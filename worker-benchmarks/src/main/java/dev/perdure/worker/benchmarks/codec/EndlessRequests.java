package dev.perdure.worker.benchmarks.codec;

import java.io.InputStream;

/** The same request again and again, as a client's pipe would bring it: at most 64 KiB a read. */
public final class EndlessRequests extends InputStream {
  private static final int PIPE_BYTES = 1 << 16;

  private final byte[] request;
  private int position;

  public EndlessRequests(byte[] request) {
    this.request = request;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = Math.min(Math.min(length, PIPE_BYTES), request.length - position);
    System.arraycopy(request, position, target, offset, count);
    position = (position + count) % request.length;
    return count;
  }
}
