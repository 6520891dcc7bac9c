package dev.perdure.worker.testing.conformance;

/** One thing that a worker must get right. Stateless. */
interface Check {
  /** What it is about. */
  CheckDescription description();

  /**
   * Tries it on a worker; returns if the worker is right.
   *
   * @throws CheckFailure if it isn't
   * @throws dev.perdure.worker.testing.WorkerFailure if it isn't, as the harness found
   */
  void run(Trial trial) throws Exception;
}
