package dev.perdure.worker.benchmarks.peer;

import dev.perdure.worker.peer.Peer.WorkRequest;
import dev.perdure.worker.peer.Peer.WorkResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Proto, as protobuf-java reads and writes it. */
final class ProtoMessages implements MessageStream {
  private final InputStream in;
  private final OutputStream out;

  ProtoMessages(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public @Nullable WorkRequest read() throws IOException {
    return WorkRequest.parseDelimitedFrom(in);
  }

  @Override
  public void write(WorkResponse response) throws IOException {
    response.writeDelimitedTo(out);
    out.flush();
  }
}
