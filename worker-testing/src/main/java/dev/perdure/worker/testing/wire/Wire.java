package dev.perdure.worker.testing.wire;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one encoding, independent of the codecs that workers use. Stateless and
 * thread-safe.
 */
public sealed interface Wire permits JsonWire, ProtoWire {
  /** The maximum size of an answer; a larger length counts as foreign bytes. */
  int MESSAGE_BYTES = 256 << 20;

  /** JSON objects, one per line. */
  static Wire json() {
    return new JsonWire();
  }

  /** Protocol buffer messages, each after its length. */
  static Wire proto() {
    return new ProtoWire();
  }

  /** One framed request, as Bazel would send it. */
  byte[] encode(WorkRequest request);

  /**
   * The next answer, or null if the stream ends before one begins.
   *
   * @throws ForeignBytesException if the bytes are not an answer, or end inside one
   */
  @Nullable WorkResponse decode(ResponseStream in) throws ForeignBytesException;
}
