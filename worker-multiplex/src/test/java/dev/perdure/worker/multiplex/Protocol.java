package dev.perdure.worker.multiplex;

import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;

/** The protocols over which every test of the loop runs. */
enum Protocol {
  JSON,
  PROTO;

  WorkerCodec codec() {
    return this == JSON ? new JsonWorkerCodec() : new ProtoWorkerCodec();
  }
}
