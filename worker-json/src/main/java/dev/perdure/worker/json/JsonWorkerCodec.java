package dev.perdure.worker.json;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON encoding of the worker protocol: one object per message, one line per object. Stateless
 * and thread-safe.
 *
 * <p>Reads objects, not lines, because older clients send no newline. Accepts everything that
 * proto3 JSON allows: names in snake case, null for a default, integers as text, and unknown
 * fields; also a byte order mark before the first message. Accepts nothing else: text must be
 * UTF-8, the syntax is that of RFC 8259, and a member must not come under both of its names.
 */
public final class JsonWorkerCodec implements WorkerCodec {
  /** Creates a codec; called by the service loader. */
  public JsonWorkerCodec() {}

  @Override
  public String protocol() {
    return "json";
  }

  @Override
  public @Nullable WorkRequest readRequest(WireInput in) throws IOException {
    JsonReader reader = JsonReader.next(in);
    return reader == null ? null : JsonRequest.read(reader);
  }

  @Override
  public @Nullable WorkResponse readResponse(WireInput in) throws IOException {
    JsonReader reader = JsonReader.next(in);
    return reader == null ? null : JsonResponse.read(reader);
  }

  @Override
  public void writeRequest(WorkRequest request, WireOutput out) {
    JsonRequest.write(request, new JsonWriter(out));
  }

  @Override
  public void writeResponse(WorkResponse response, WireOutput out) {
    JsonResponse.write(response, new JsonWriter(out));
  }
}
