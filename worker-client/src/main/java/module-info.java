/**
 * A client for build tools in Java: it starts persistent workers, sends them requests, and replaces
 * those that have ended.
 */
module dev.perdure.worker.client {
  requires transitive dev.perdure.worker;
  requires static org.jspecify;

  exports dev.perdure.worker.client;

  uses dev.perdure.worker.codec.WorkerCodec;
}
