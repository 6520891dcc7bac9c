package dev.perdure.worker.benchmarks.jmh;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time of the whole process for each operation, collections included: what is worth
 * comparing on a machine that others use, too. And that of its Java threads alone, which are all
 * but those that collect and compile.
 */
public final class CpuProfiler implements InternalProfiler {
  static final String CPU = "cpu";
  static final String JAVA_THREADS = "cpu.java";

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private long start;
  private long threadsStart;

  @Override
  public String getDescription() {
    return "CPU time of the process";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    start = process.getProcessCpuTime();
    threadsStart = threadsNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        each(CPU, process.getProcessCpuTime() - start, operations),
        each(JAVA_THREADS, threadsNanos() - threadsStart, operations));
  }

  /** Of those that live: a benchmark's threads outlive its iterations. */
  private long threadsNanos() {
    long sum = 0;
    for (long nanos : threads.getThreadCpuTime(threads.getAllThreadIds())) {
      sum += Math.max(0, nanos);
    }
    return sum;
  }

  private static ScalarResult each(String name, long nanos, double operations) {
    return new ScalarResult(name, nanos / operations, "ns/op", AggregationPolicy.AVG);
  }
}
