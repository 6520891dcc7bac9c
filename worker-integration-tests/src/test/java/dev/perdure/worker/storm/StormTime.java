package dev.perdure.worker.storm;

/** How long the storm takes. */
final class StormTime {
  private StormTime() {}

  /** By {@code -Dstorm.minutes}; ten minutes unless told. */
  static long seconds() {
    return Math.round(60 * Double.parseDouble(System.getProperty("storm.minutes", "10")));
  }
}
