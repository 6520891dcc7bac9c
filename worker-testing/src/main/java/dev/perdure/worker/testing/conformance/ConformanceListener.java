package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;

/** Is notified of the progress of the checks, by the thread that runs them, one call at a time. */
public interface ConformanceListener {
  /** A listener that does nothing. */
  static ConformanceListener none() {
    return new ConformanceListener() {};
  }

  /**
   * A check begins.
   *
   * @param number its number, from 1 on
   * @param total the number of checks
   */
  default void started(CheckDescription check, Protocol protocol, int number, int total) {}

  /** A check has ended. */
  default void finished(CheckResult result) {}
}
