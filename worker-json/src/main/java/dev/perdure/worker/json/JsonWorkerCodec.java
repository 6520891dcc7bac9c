package dev.perdure.worker.json;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.StreamStart;
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
  public StreamStart begins(byte[] bytes, int from, int to) {
    byte first = bytes[from];
    if (first != '{' && first != JsonStart.BYTE_ORDER_MARK && !isWhiteSpace(first)) {
      return StreamStart.IMPOSSIBLE;
    }
    if (to - from == 1) {
      return StreamStart.POSSIBLE;
    }
    // As clients write it: a quotation mark is not a tag of a proto request.
    return first == '{' && bytes[from + 1] == '"'
        ? StreamStart.CERTAIN
        : new JsonStart(bytes, from, to).look();
  }

  @Override
  public boolean isBlank(byte b) {
    return isWhiteSpace(b);
  }

  /** Whether JSON allows {@code c} between its parts. */
  static boolean isWhiteSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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
