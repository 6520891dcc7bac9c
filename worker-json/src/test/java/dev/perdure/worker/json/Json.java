package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.contract.ChunkedStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Messages as JSON text, read and written by the codec. */
final class Json {
  private static final JsonWorkerCodec CODEC = new JsonWorkerCodec();

  private Json() {}

  static WireInput input(byte[] bytes, int size) {
    return new WireInput(ChunkedStream.of(bytes, size), CodecLimits.defaults());
  }

  static @Nullable WorkRequest request(String text) throws IOException {
    return request(text.getBytes(UTF_8));
  }

  static @Nullable WorkRequest request(byte[] bytes) throws IOException {
    return CODEC.readRequest(input(bytes, Integer.MAX_VALUE));
  }

  static @Nullable WorkResponse response(String text) throws IOException {
    return CODEC.readResponse(input(text.getBytes(UTF_8), Integer.MAX_VALUE));
  }

  static String text(WorkRequest request) {
    WireOutput out = new WireOutput();
    CODEC.writeRequest(request, out);
    return new String(Arrays.copyOf(out.array(), out.size()), UTF_8);
  }

  static String text(WorkResponse response) {
    WireOutput out = new WireOutput();
    CODEC.writeResponse(response, out);
    return new String(Arrays.copyOf(out.array(), out.size()), UTF_8);
  }
}
