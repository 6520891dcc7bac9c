package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.StreamStart;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A third encoding, as a stranger would add one: {@code do ID ARGUMENT...} is a request, {@code
 * done ID CODE OUTPUT} its answer, a line each.
 */
final class LineCodec implements WorkerCodec {
  private static final String START = "do ";

  @Override
  public String protocol() {
    return "line";
  }

  @Override
  public StreamStart begins(byte[] bytes, int from, int to) {
    String start = new String(bytes, from, Math.min(to - from, START.length()), UTF_8);
    if (!START.startsWith(start)) {
      return StreamStart.IMPOSSIBLE;
    }
    return start.equals(START) ? StreamStart.CERTAIN : StreamStart.POSSIBLE;
  }

  @Override
  public @Nullable WorkRequest readRequest(WireInput in) throws IOException {
    List<String> words = words(in);
    if (words.isEmpty()) {
      return null;
    }
    return WorkRequest.of(Integer.parseInt(words.get(1)), words.subList(2, words.size()));
  }

  @Override
  public @Nullable WorkResponse readResponse(WireInput in) throws IOException {
    List<String> words = words(in);
    return words.isEmpty()
        ? null
        : new WorkResponse(
            Integer.parseInt(words.get(2)),
            String.join(" ", words.subList(3, words.size())),
            Integer.parseInt(words.get(1)),
            false);
  }

  private static List<String> words(WireInput in) throws IOException {
    for (int length = 0; in.require(length + 1); length++) {
      if (in.array()[in.position() + length] == '\n') {
        String line = new String(in.array(), in.position(), length, UTF_8);
        in.position(in.position() + length + 1);
        return Arrays.asList(line.split(" "));
      }
    }
    if (in.position() < in.limit()) {
      throw new WorkerProtocolException("line-cut", "the end", "a line feed", "nothing");
    }
    return List.of();
  }

  @Override
  public void writeRequest(WorkRequest request, WireOutput out) {
    put(START + request.requestId() + " " + String.join(" ", request.arguments()), out);
  }

  @Override
  public void writeResponse(WorkResponse response, WireOutput out) {
    put("done " + response.requestId() + " " + response.exitCode() + " " + response.output(), out);
  }

  private static void put(String line, WireOutput out) {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    out.put(bytes, 0, bytes.length);
  }
}
