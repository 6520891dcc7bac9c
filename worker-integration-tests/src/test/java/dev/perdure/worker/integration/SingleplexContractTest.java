package dev.perdure.worker.integration;

final class SingleplexContractTest extends WorkerContract {
  @Override
  Loop loop() {
    return Loop.SINGLEPLEX;
  }
}
