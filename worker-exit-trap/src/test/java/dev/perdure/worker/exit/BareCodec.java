package dev.perdure.worker.exit;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protocol for these tests: {@code {"word"}} asks for work with one argument, and the answer is a
 * line of exit code and output, its line ends as bars. Begins as JSON does, so that a worker takes
 * it for that.
 */
final class BareCodec implements WorkerCodec {
  static byte[] request(String word) {
    return ("{\"" + word + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String protocol() {
    return "json";
  }

  @Override
  public @Nullable WorkRequest readRequest(WireInput in) throws IOException {
    int length = 0;
    do {
      length++;
      if (!in.require(length)) {
        return null;
      }
    } while (in.array()[in.position() + length - 1] != '}');
    String message = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return WorkRequest.of(0, List.of(message.substring(2, length - 2)));
  }

  @Override
  public void writeResponse(WorkResponse response, WireOutput out) {
    String line = response.exitCode() + " " + response.output().replace('\n', '|') + "\n";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    out.put(bytes, 0, bytes.length);
  }

  @Override
  public @Nullable WorkResponse readResponse(WireInput in) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeRequest(WorkRequest request, WireOutput out) {
    throw new UnsupportedOperationException();
  }
}
