package dev.perdure.samples.demo;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.client.WorkerClient;
import dev.perdure.worker.client.WorkerClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One javac-worker for all compilations, or several. A worker is started with its first one, whose
 * time therefore includes the start of the JVM.
 */
final class WorkerJavac implements Compiler {
  private final WorkerClient client;
  private final AtomicLong peakMemory = new AtomicLong();

  private WorkerJavac(WorkerClientBuilder builder) {
    client = builder.build();
  }

  /** Up to {@code count} workers, with one compilation at a time each. */
  static Compiler singleplex(Path launcher, Path directory, int count) {
    return new WorkerJavac(builder(launcher, directory).workers(count));
  }

  /** One worker with up to {@code count} compilations at once. */
  static Compiler multiplex(Path launcher, Path directory, int count) {
    return new WorkerJavac(builder(launcher, directory).multiplex(count));
  }

  /**
   * Workers on the same JDK as the cold javac, because another one would write other class files.
   */
  private static WorkerClientBuilder builder(Path launcher, Path directory) {
    return WorkerClient.builder(launcher.toString())
        .directory(directory)
        .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
        .timeout(Duration.ofMinutes(2));
  }

  @Override
  public String name() {
    return "the javac-worker";
  }

  @Override
  public Outcome compile(List<String> arguments) throws InterruptedException {
    long start = System.nanoTime();
    WorkResponse response = client.work(WorkRequest.of(0, arguments));
    long nanos = System.nanoTime() - start;
    for (ProcessHandle worker : client.processes()) {
      peakMemory.accumulateAndGet(ProcessMemory.peak(worker.pid()), Math::max);
    }
    return new Outcome(arguments, response.exitCode(), response.output(), nanos);
  }

  @Override
  public double cpuMillis() {
    return client.processes().stream().mapToDouble(worker -> CpuTime.of(worker.pid())).sum();
  }

  @Override
  public long peakMemory() {
    return peakMemory.get();
  }

  @Override
  public void close() {
    client.close();
  }
}
