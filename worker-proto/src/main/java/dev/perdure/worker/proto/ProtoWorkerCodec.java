package dev.perdure.worker.proto;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.StreamStart;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The proto encoding of the worker protocol: a varint length, then the message. Stateless and
 * thread-safe.
 *
 * <p>Bytes are decoded into records without a message object in between. Unknown fields are
 * skipped, missing ones have their default value, and text must be UTF-8.
 */
public final class ProtoWorkerCodec implements WorkerCodec {
  /** Creates a codec; called by the service loader. */
  public ProtoWorkerCodec() {}

  @Override
  public String protocol() {
    return "proto";
  }

  @Override
  public StreamStart begins(byte[] bytes, int from, int to) {
    // A frame without a field is complete. All others need a look at their first tag.
    if (to - from == 1 && bytes[from] != 0) {
      return StreamStart.POSSIBLE;
    }
    return new ProtoStart(bytes, from, to).look();
  }

  @Override
  public @Nullable WorkRequest readRequest(WireInput in) throws IOException {
    ProtoFrame frame = ProtoFrame.next(in);
    if (frame == null) {
      return null;
    }
    WorkRequest request = ProtoRequest.read(frame);
    frame.end();
    return request;
  }

  @Override
  public @Nullable WorkResponse readResponse(WireInput in) throws IOException {
    ProtoFrame frame = ProtoFrame.next(in);
    if (frame == null) {
      return null;
    }
    WorkResponse response = ProtoResponse.read(frame);
    frame.end();
    return response;
  }

  @Override
  public void writeRequest(WorkRequest request, WireOutput out) {
    ProtoRequest.write(request, out);
  }

  @Override
  public void writeResponse(WorkResponse response, WireOutput out) {
    ProtoResponse.write(response, out);
  }
}
