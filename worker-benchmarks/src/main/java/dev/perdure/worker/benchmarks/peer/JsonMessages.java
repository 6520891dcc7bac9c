package dev.perdure.worker.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.util.JsonFormat;
import dev.perdure.worker.peer.Peer.WorkRequest;
import dev.perdure.worker.peer.Peer.WorkResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** JSON, as protobuf-java-util reads and writes it, a line a message. */
final class JsonMessages implements MessageStream {
  private final BufferedReader in;
  private final Writer out;
  private final JsonFormat.Parser parser = JsonFormat.parser().ignoringUnknownFields();
  private final JsonFormat.Printer printer = JsonFormat.printer().omittingInsignificantWhitespace();

  JsonMessages(InputStream in, OutputStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
    this.out = new OutputStreamWriter(out, UTF_8);
  }

  @Override
  public @Nullable WorkRequest read() throws IOException {
    String line = in.readLine();
    if (line == null) {
      return null;
    }
    WorkRequest.Builder request = WorkRequest.newBuilder();
    parser.merge(line, request);
    return request.build();
  }

  @Override
  public void write(WorkResponse response) throws IOException {
    printer.appendTo(response, out);
    out.append('\n');
    out.flush();
  }
}
