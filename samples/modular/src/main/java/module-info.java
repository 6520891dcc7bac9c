/**
 * A user on the module path: all modules of the library can be resolved, and their services are
 * found.
 */
module example.modular {
  requires dev.perdure.worker;
  requires dev.perdure.worker.api.bridge;
  requires dev.perdure.worker.cache;
  requires dev.perdure.worker.client;
  requires dev.perdure.worker.exit;
  requires dev.perdure.worker.jobserver;
  requires dev.perdure.worker.json;
  requires dev.perdure.worker.multiplex;
  requires dev.perdure.worker.process;
  requires dev.perdure.worker.proto;
}
