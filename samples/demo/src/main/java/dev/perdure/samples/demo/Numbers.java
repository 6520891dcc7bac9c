package dev.perdure.samples.demo;

import java.util.Locale;

/** Formats the demo's numbers, in the same way on every machine. */
final class Numbers {
  private Numbers() {}

  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
  }

  static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  static String times(double factor) {
    return String.format(Locale.ROOT, "%.1f ×", factor);
  }

  static String cores(double cores) {
    return String.format(Locale.ROOT, "%.1f", cores);
  }

  static String memory(long bytes) {
    return bytes == 0 ? "not known" : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
  }
}
