package dev.perdure.worker.testing.conformance.trial;

/** One thing that a worker must get right. Stateless. */
public interface Check {
  /** What the check is about, and what it needs. */
  CheckDefinition definition();

  /**
   * Runs the check on a worker; returns normally if the worker passes.
   *
   * @throws CheckFailure if the worker fails the check
   * @throws dev.perdure.worker.testing.WorkerFailure if the harness finds a problem
   */
  void run(Trial trial) throws Exception;
}
