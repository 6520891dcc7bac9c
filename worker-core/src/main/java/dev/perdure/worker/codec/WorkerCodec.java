package dev.perdure.worker.codec;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One encoding of the worker protocol, in both directions. Found as a service; stateless and
 * thread-safe.
 *
 * <p>A read returns only a complete and well-formed message. It throws a {@link
 * dev.perdure.worker.WorkerProtocolException} if the stream ends inside a message, if a length is
 * negative or over the limit, or if the bytes are not a message.
 */
public interface WorkerCodec {
  /**
   * The name of the encoding. For those that Bazel knows it is the value of {@code
   * requires-worker-protocol}: {@code json} or {@code proto}.
   */
  String protocol();

  /**
   * Tells what the first bytes of a stream are to this encoding: those of {@code bytes} from {@code
   * from} up to, but without, {@code to}; at least one. Called with one byte more each time, until
   * only one codec is left or one is sure. If several are sure, or the bytes never tell, the one
   * whose {@link #protocol()} comes first in alphabetical order is chosen.
   *
   * <p>By default each byte is possible. That is enough for a codec that is a worker's only one and
   * has no message of a single byte: a second byte is waited for unless the first is certain or
   * complete.
   */
  default StreamStart begins(byte[] bytes, int from, int to) {
    return StreamStart.POSSIBLE;
  }

  /**
   * Whether {@code b} means nothing between two messages. A client may send such a byte with the
   * message before it or with the one after it, so it isn't the beginning of a message. By default
   * there is no such byte.
   */
  default boolean isBlank(byte b) {
    return false;
  }

  /** The next request, or null if the stream ends before one begins. */
  @Nullable WorkRequest readRequest(WireInput in) throws IOException;

  /** The next response, or null if the stream ends before one begins. */
  @Nullable WorkResponse readResponse(WireInput in) throws IOException;

  /** Appends one framed request. */
  void writeRequest(WorkRequest request, WireOutput out);

  /** Appends one framed response. */
  void writeResponse(WorkResponse response, WireOutput out);
}
