package dev.perdure.worker.testing.cli.output;

import java.util.Arrays;
import java.util.Locale;

/** Formats the program's numbers, in the same way on every machine. */
public final class Figures {
  private Figures() {}

  /** A duration in microseconds. */
  public static String duration(long micros) {
    if (micros < 0) {
      return "-";
    }
    if (micros < 1000) {
      return String.format(Locale.ROOT, "%d µs", micros);
    }
    if (micros < 1_000_000) {
      return String.format(Locale.ROOT, micros < 10_000 ? "%.1f ms" : "%.0f ms", micros / 1e3);
    }
    return String.format(Locale.ROOT, micros < 100_000_000 ? "%.2f s" : "%.0f s", micros / 1e6);
  }

  /** A time, in microseconds from the start. */
  public static String time(long micros) {
    return String.format(Locale.ROOT, "%.3f s", micros / 1e6);
  }

  /** A number of bytes. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    boolean kibi = bytes < 1 << 20;
    double value = bytes / (double) (kibi ? 1 << 10 : 1 << 20);
    return String.format(
        Locale.ROOT, value < 100 ? "%.1f %s" : "%.0f %s", value, kibi ? "KiB" : "MiB");
  }

  /** A number with its noun, as in "3 requests". */
  public static String count(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  /** The value below which the given fraction of all values lies; 0 if there are none. */
  public static long percentile(long[] values, double part) {
    if (values.length == 0) {
      return 0;
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))];
  }
}
