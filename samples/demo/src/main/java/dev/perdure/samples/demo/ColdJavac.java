package dev.perdure.samples.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A new process of the JDK's javac for each compilation, as in a build without workers. */
final class ColdJavac implements Compiler {
  private static final int LOOK_MILLIS = 20;
  private static final int DEADLINE_SECONDS = 120;

  private final Path directory;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong peakMemory = new AtomicLong();

  ColdJavac(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return "javac";
  }

  @Override
  public Outcome compile(List<String> arguments) throws Exception {
    Path output = directory.resolve("javac-" + count.incrementAndGet() + ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      await(process, start);
      long nanos = System.nanoTime() - start;
      return new Outcome(arguments, process.exitValue(), Files.readString(output), nanos);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  /**
   * Waits for the process. Its peak memory can't be read after its end, so it is read while the
   * process runs.
   */
  private void await(Process process, long start) throws InterruptedException {
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      peakMemory.accumulateAndGet(ProcessMemory.peak(process.pid()), Math::max);
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
        throw new DemoFailure("javac still runs after " + DEADLINE_SECONDS + " s");
      }
    }
  }

  @Override
  public double cpuMillis() {
    return CpuTime.ofEndedChildren();
  }

  @Override
  public long peakMemory() {
    return peakMemory.get();
  }

  @Override
  public void close() {}
}
