package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;

/** The encoding that a harness speaks with its worker. */
public enum Protocol {
  /** JSON objects, as {@code requires-worker-protocol: json} asks for (F5). */
  JSON,
  /**
   * Messages of protocol buffers, each after its length as a varint; what Bazel does by default.
   */
  PROTO;

  /** The bytes of a request as Bazel sends it: framed, defaults left out. */
  public byte[] encode(WorkRequest request) {
    return Wire.of(this).encode(request);
  }
}
