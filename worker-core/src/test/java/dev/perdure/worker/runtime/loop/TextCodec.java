package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A codec to write by hand, for tests of the loop: {@code work 3 v10 argument…} and {@code cancel
 * 3} a line; an answer is {@code 3 exit=0 text}, line feeds in the text written as {@code |}.
 */
public class TextCodec implements WorkerCodec {
  @Override
  public String protocol() {
    return "proto";
  }

  @Override
  public @Nullable WorkRequest readRequest(WireInput in) throws IOException {
    String line = line(in);
    if (line == null) {
      return null;
    }
    List<String> words = Arrays.asList(line.split(" "));
    return switch (words.get(0)) {
      case "cancel" -> WorkRequest.cancelOf(Integer.parseInt(words.get(1)));
      case "work" ->
          WorkRequest.of(Integer.parseInt(words.get(1)), words.subList(3, words.size()))
              .withVerbosity(Integer.parseInt(words.get(2).substring(1)));
      default ->
          throw new WorkerProtocolException("text-verb", "byte " + in.offset(0), "a verb", line);
    };
  }

  private static @Nullable String line(WireInput in) throws IOException {
    for (int length = 0; in.require(length + 1); length++) {
      if (in.array()[in.position() + length] == '\n') {
        String line = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length + 1);
        return line;
      }
    }
    if (in.position() < in.limit()) {
      throw new WorkerProtocolException("text-cut", "the end", "a line feed", "nothing");
    }
    return null;
  }

  @Override
  public @Nullable WorkResponse readResponse(WireInput in) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeRequest(WorkRequest request, WireOutput out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeResponse(WorkResponse response, WireOutput out) {
    String result = response.wasCancelled() ? "cancelled" : "exit=" + response.exitCode();
    String line =
        (response.requestId() + " " + result + " " + response.output().replace('\n', '|')).strip();
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    out.put(bytes, 0, bytes.length);
  }
}
