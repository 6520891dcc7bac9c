package dev.perdure.worker.testing;

/** The encoding that a harness speaks with its worker. */
public enum Protocol {
  /** JSON objects, as {@code requires-worker-protocol: json} asks for (F5). */
  JSON,
  /**
   * Messages of protocol buffers, each after its length as a varint; what Bazel does by default.
   */
  PROTO
}
