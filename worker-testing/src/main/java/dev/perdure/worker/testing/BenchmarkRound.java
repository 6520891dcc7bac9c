package dev.perdure.worker.testing;

import java.util.Arrays;

/**
 * What one process of a {@link WorkerBenchmark} took.
 *
 * @param firstNanos from the start to the first answer
 * @param firstCpuNanos the CPU time of the process by then, in steps of 10 ms on Linux
 * @param medianNanos of a request, one at a time
 * @param p99Nanos the time within which 99 of 100 were answered, one at a time
 * @param cpuNanos the CPU time of the process for a request, one at a time
 * @param perSecond how many requests a second, as many at once as asked for
 * @param peakBytes the largest resident size of the process; 0 where the system has no {@code
 *     /proc}
 */
public record BenchmarkRound(
    long firstNanos,
    long firstCpuNanos,
    long medianNanos,
    long p99Nanos,
    long cpuNanos,
    double perSecond,
    long peakBytes) {

  static long percentile(long[] values, double part) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))];
  }
}
