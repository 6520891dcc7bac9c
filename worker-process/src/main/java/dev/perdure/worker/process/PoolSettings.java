package dev.perdure.worker.process;

/**
 * The settings of a pool.
 *
 * @param maxProcesses how many processes there may be
 * @param maxResidentBytes how many bytes of memory they may occupy together
 */
record PoolSettings(
    int maxProcesses,
    long maxResidentBytes,
    Lifetime lifetime,
    Timeouts timeouts,
    ChildLimits limits) {
  PoolSettings {
    checkMaxProcesses(maxProcesses);
    checkMaxResidentBytes(maxResidentBytes);
  }

  static void checkMaxProcesses(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("max processes is " + count);
    }
  }

  static void checkMaxResidentBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("max resident bytes is " + bytes);
    }
  }
}
