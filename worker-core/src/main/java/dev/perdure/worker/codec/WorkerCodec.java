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
  /** The protocol as {@code requires-worker-protocol} names it: {@code json} or {@code proto}. */
  String protocol();

  /** The next request, or null if the stream ends before one begins. */
  @Nullable WorkRequest readRequest(WireInput in) throws IOException;

  /** The next response, or null if the stream ends before one begins. */
  @Nullable WorkResponse readResponse(WireInput in) throws IOException;

  /** Appends one framed request. */
  void writeRequest(WorkRequest request, WireOutput out);

  /** Appends one framed response. */
  void writeResponse(WorkResponse response, WireOutput out);
}
