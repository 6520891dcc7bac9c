package dev.perdure.worker.benchmarks.peer;

import dev.perdure.worker.peer.Peer.WorkRequest;
import dev.perdure.worker.peer.Peer.WorkResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One protocol over generated messages. */
interface MessageStream {
  /** The next request, or null at the end. */
  @Nullable WorkRequest read() throws IOException;

  /** Writes a response and flushes it. */
  void write(WorkResponse response) throws IOException;
}
