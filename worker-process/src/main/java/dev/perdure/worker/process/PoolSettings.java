package dev.perdure.worker.process;

/**
 * All that is set of a pool.
 *
 * @param maxProcesses how many processes there may be
 * @param maxResidentBytes what they may occupy together
 */
record PoolSettings(
    int maxProcesses,
    long maxResidentBytes,
    Lifetime lifetime,
    Timeouts timeouts,
    ChildLimits limits) {
  PoolSettings {
    if (maxProcesses < 1) {
      throw new IllegalArgumentException("max processes is " + maxProcesses);
    }
    if (maxResidentBytes < 1) {
      throw new IllegalArgumentException("max resident bytes is " + maxResidentBytes);
    }
  }
}
