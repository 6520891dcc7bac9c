package dev.perdure.worker.benchmarks.frame;

import java.util.Locale;

/** How results are written: three digits that count, the same on every machine. */
final class Numbers {
  private Numbers() {}

  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    int digits = 2 - (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%,." + Math.max(0, Math.min(digits, 6)) + "f", value);
  }

  /** The median, and the quartiles around it. */
  static String spread(Series series) {
    return text(series.median())
        + " ("
        + text(series.quantile(0.25))
        + " to "
        + text(series.quantile(0.75))
        + ")";
  }
}
