package dev.perdure.samples.demo;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One javac-worker for all compilations. It is started with the first one, whose time therefore
 * includes the start of the JVM.
 */
final class WorkerJavac implements Compiler {
  private final Path launcher;
  private final Path directory;
  private @Nullable WorkerHarness worker;
  private long peakMemory;

  WorkerJavac(Path launcher, Path directory) {
    this.launcher = launcher;
    this.directory = directory;
  }

  @Override
  public String name() {
    return "the javac-worker";
  }

  @Override
  public Outcome compile(List<String> arguments) {
    long start = System.nanoTime();
    WorkerHarness running = worker == null ? start() : worker;
    worker = running;
    WorkResponse response = running.work(arguments.toArray(String[]::new));
    long nanos = System.nanoTime() - start;
    peakMemory = Math.max(peakMemory, ProcessMemory.peak(running.pid()));
    return new Outcome(arguments, response.exitCode(), response.output(), nanos);
  }

  /**
   * Starts it on the same JDK as the cold javac, because another one would write other class files.
   */
  private WorkerHarness start() {
    return WorkerHarness.process(launcher.toString())
        .directory(directory)
        .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
        .timeout(Duration.ofMinutes(2))
        .start();
  }

  @Override
  public double cpuMillis() {
    return worker == null ? 0 : CpuTime.of(worker.pid());
  }

  @Override
  public long peakMemory() {
    return peakMemory;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
  }
}
