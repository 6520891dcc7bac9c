package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Protocol;

/** Hears how far the checks are; called by the thread that checks, one call at a time. */
public interface ConformanceListener {
  /** A listener that does nothing. */
  static ConformanceListener none() {
    return new ConformanceListener() {};
  }

  /**
   * A check begins.
   *
   * @param number its number, from 1 on
   * @param total how many there are
   */
  default void started(CheckDescription check, Protocol protocol, int number, int total) {}

  /** A check has ended. */
  default void finished(CheckResult result) {}
}
