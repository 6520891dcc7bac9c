package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.wire.Wire;

/** The encoding that a harness uses with its worker. */
public enum Protocol {
  /** JSON objects, as {@code requires-worker-protocol: json} asks for (F5). */
  JSON,
  /** Protocol buffer messages, each after its length as a varint; Bazel's default. */
  PROTO;

  /** The bytes of a request as Bazel sends it: framed, without default values. */
  public byte[] encode(WorkRequest request) {
    return wire().encode(request);
  }

  Wire wire() {
    return this == JSON ? Wire.json() : Wire.proto();
  }
}
