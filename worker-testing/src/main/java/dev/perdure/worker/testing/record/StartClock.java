package dev.perdure.worker.testing.record;

/**
 * The time since a worker's start.
 *
 * @param startNanos the start time, as a value of {@link System#nanoTime()}
 */
record StartClock(long startNanos) {
  static StartClock running() {
    return new StartClock(System.nanoTime());
  }

  long micros() {
    return (System.nanoTime() - startNanos) / 1000;
  }
}
