package dev.perdure.worker.testing.cli.bench;

import java.util.Arrays;

/**
 * The results of one process of a {@link WorkerBenchmark}.
 *
 * @param firstNanos the time from the start to the first answer
 * @param firstCpuNanos the CPU time of the process until then, in steps of 10 ms on Linux
 * @param medianNanos the median time of a request, one at a time
 * @param p99Nanos the time within which 99 of 100 requests were answered, one at a time
 * @param cpuNanos the CPU time of the process per request, one at a time
 * @param perSecond requests per second, with as many at once as asked for
 * @param peakBytes the largest resident size of the process; 0 if the system has no {@code /proc}
 */
record BenchmarkRound(
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
