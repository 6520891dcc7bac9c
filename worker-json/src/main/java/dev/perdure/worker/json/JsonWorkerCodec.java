package dev.perdure.worker.json;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON encoding of the worker protocol: an object a message, a line an object. Stateless and
 * thread-safe.
 *
 * <p>Reads objects, not lines, because older clients send no newline; and all that proto3 JSON
 * allows: names in snake case, null for a default, integers as text, unknown fields, and a byte
 * order mark before the first. Nothing else: text must be UTF-8, commas, quotes and comments are as
 * in RFC 8259, and a member comes under one of its names.
 */
public final class JsonWorkerCodec implements WorkerCodec {
  /** A codec; made by the service loader. */
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
