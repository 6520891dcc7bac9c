package dev.perdure.worker.runtime;

import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The codecs that a worker can choose from.
 *
 * @param given those that the user named; when there are none, those found as services
 */
public record Codecs(List<WorkerCodec> given) {
  public Codecs {
    given = List.copyOf(given);
  }

  WorkerCodec forProtocol(String protocol) throws IOException {
    Iterable<WorkerCodec> candidates =
        given.isEmpty()
            // Not the context class loader: a tool may have set that.
            ? ServiceLoader.load(WorkerCodec.class, WorkerCodec.class.getClassLoader())
            : given;
    for (WorkerCodec codec : candidates) {
      if (codec.protocol().equals(protocol)) {
        return codec;
      }
    }
    throw new IOException(WorkerMessage.CODEC_MISSING.text(protocol, protocol));
  }
}
