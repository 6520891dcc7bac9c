package dev.perdure.samples.demo;

import java.util.List;

/**
 * The times of one way's actions, in their order.
 *
 * @param millis the wall times, in milliseconds
 * @param cpuMillis the CPU times, in milliseconds; 0 if not known
 * @param peakMemory the peak memory of one process, in bytes; 0 if not known
 */
record Series(String name, List<Double> millis, List<Double> cpuMillis, long peakMemory) {
  Series {
    millis = List.copyOf(millis);
    cpuMillis = List.copyOf(cpuMillis);
  }

  double total() {
    return millis.stream().mapToDouble(Double::doubleValue).sum();
  }

  /**
   * The median, which is the mean of the two in the middle if their number is even; 0 if there are
   * none.
   */
  double median() {
    return median(millis);
  }

  /** The median of the second half, when the worker is warm. */
  double lateMedian() {
    return median(millis.subList(millis.size() / 2, millis.size()));
  }

  double max() {
    return millis.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  double min() {
    return millis.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return 0;
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
