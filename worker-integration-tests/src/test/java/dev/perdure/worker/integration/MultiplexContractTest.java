package dev.perdure.worker.integration;

final class MultiplexContractTest extends WorkerContract {
  @Override
  Loop loop() {
    return Loop.MULTIPLEX;
  }
}
