package dev.perdure.worker.testing.cli.recording;

/**
 * The time since a worker's start.
 *
 * @param startNanos the start time, as a value of {@link System#nanoTime()}
 */
public record StartClock(long startNanos) {
  public static StartClock running() {
    return new StartClock(System.nanoTime());
  }

  public long micros() {
    return (System.nanoTime() - startNanos) / 1000;
  }
}
