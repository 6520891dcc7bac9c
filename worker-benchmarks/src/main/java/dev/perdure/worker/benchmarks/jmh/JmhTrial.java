package dev.perdure.worker.benchmarks.jmh;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One JMH benchmark in a JVM of its own; each round another one. */
public final class JmhTrial implements Trial {
  /** The CPU time without that of collections, which grows with what is alive. */
  public static final String DECODING = "CPU of decoding";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Bench bench;
  private final Path log;
  private final Class<?> benchmark;
  private final String method;
  private final int count;
  private final String each;
  private final boolean decoding;

  private JmhTrial(
      Bench bench, Class<?> benchmark, String method, int count, String each, boolean decoding) {
    this.bench = bench;
    this.log = bench.folder().resolve("jmh.log");
    this.benchmark = benchmark;
    this.method = method;
    this.count = count;
    this.each = each;
    this.decoding = decoding;
  }

  /**
   * A benchmark whose operation does something as often as its parameter {@code count} says.
   *
   * @param each what figures are of, such as {@code a request}
   */
  public static JmhTrial of(
      Bench bench, Class<?> benchmark, String method, int count, String each) {
    return new JmhTrial(bench, benchmark, method, count, each, false);
  }

  /** One that decodes a request of {@code inputs} inputs; figures are of an input. */
  public static JmhTrial decoding(Bench bench, Class<?> benchmark, String method, int inputs) {
    return new JmhTrial(bench, benchmark, method, inputs, "an input", true);
  }

  /** CPU, wall time and allocation of each. */
  @Override
  public List<Quantity> run() throws Exception {
    Options options =
        new OptionsBuilder()
            .include(benchmark.getName() + "\\." + method + "$")
            .param("count", Integer.toString(count))
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .jvmArgs("-Xms1g", "-Xmx4g", "-Djava.io.tmpdir=" + bench.folder())
            .warmupIterations(bench.size(4, 1))
            .warmupTime(TimeValue.milliseconds(bench.size(500, 50)))
            .measurementIterations(bench.size(4, 1))
            .measurementTime(TimeValue.milliseconds(bench.size(500, 50)))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .output(log.toString())
            .build();
    RunResult result = new Runner(options).runSingle();
    var more = result.getSecondaryResults();
    List<Quantity> quantities = new ArrayList<>();
    quantities.add(quantity("CPU", "ns ", more.get(CpuProfiler.CPU)));
    if (decoding) {
      quantities.add(quantity(DECODING, "ns ", more.get(CpuProfiler.JAVA_THREADS)));
    }
    quantities.add(quantity("wall", "ns ", result.getPrimaryResult()));
    quantities.add(quantity("allocated", "bytes ", more.get(ALLOCATED)));
    return quantities;
  }

  private Quantity quantity(String name, String unit, @Nullable Result<?> result) {
    if (result == null) {
      throw new IllegalStateException("JMH has not measured what is " + name + " here");
    }
    return new Quantity(name, unit + each, result.getScore() / count);
  }
}
