package dev.perdure.worker.benchmarks.process;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.util.Arrays;
import java.util.Locale;

/** The two protocols, as a client speaks them. */
public enum WireFormat {
  PROTO,
  JSON;

  /** Its name in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  WorkerCodec codec() {
    return this == PROTO ? new ProtoWorkerCodec() : new JsonWorkerCodec();
  }

  /** A request's bytes, with its frame. */
  public byte[] bytes(WorkRequest request) {
    WireOutput out = new WireOutput();
    codec().writeRequest(request, out);
    return Arrays.copyOf(out.array(), out.size());
  }
}
