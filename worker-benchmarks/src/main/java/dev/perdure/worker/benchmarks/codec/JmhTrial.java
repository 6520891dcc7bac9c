package dev.perdure.worker.benchmarks.codec;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import java.nio.file.Path;
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
  private final int inputs;

  /** {@code method} of {@code benchmark}, for requests of {@code inputs} inputs. */
  public JmhTrial(Bench bench, Class<?> benchmark, String method, int inputs) {
    this.bench = bench;
    this.log = bench.folder().resolve("jmh.log");
    this.benchmark = benchmark;
    this.method = method;
    this.inputs = inputs;
  }

  /** CPU, wall time and allocation of one input. */
  @Override
  public List<Quantity> run() throws Exception {
    Options options =
        new OptionsBuilder()
            .include(benchmark.getName() + "\\." + method + "$")
            .param("inputs", Integer.toString(inputs))
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .jvmArgs("-Xms1g", "-Xmx4g")
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
    return List.of(
        quantity("CPU", "ns an input", more.get(CpuProfiler.CPU)),
        quantity(DECODING, "ns an input", more.get(CpuProfiler.JAVA_THREADS)),
        quantity("wall", "ns an input", result.getPrimaryResult()),
        quantity("allocated", "bytes an input", more.get(ALLOCATED)));
  }

  private Quantity quantity(String name, String unit, @Nullable Result<?> result) {
    if (result == null) {
      throw new IllegalStateException("JMH has not measured what is " + name + " here");
    }
    return new Quantity(name, unit, result.getScore() / inputs);
  }
}
