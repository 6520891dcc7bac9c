package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;

/** The encoding that a harness uses with its worker. */
public enum Protocol {
  /** JSON objects, as {@code requires-worker-protocol: json} asks for (F5). */
  JSON,
  /** Protocol buffer messages, each after its length as a varint; Bazel's default. */
  PROTO;

  /** The bytes of a request as Bazel sends it: framed, without default values. */
  public byte[] encode(WorkRequest request) {
    return Wire.of(this).encode(request);
  }
}
