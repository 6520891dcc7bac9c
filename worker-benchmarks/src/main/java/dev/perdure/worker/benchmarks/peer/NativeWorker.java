package dev.perdure.worker.benchmarks.peer;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A worker in C that does nothing, compiled on this machine: what a worker without a JVM costs. */
public final class NativeWorker {
  /** The side's name in results. */
  public static final String SIDE = "native worker";

  private final Path program;

  private NativeWorker(Path program) {
    this.program = program;
  }

  /** Compiles it in the benchmark's folder; empty if there is no compiler, which is noted then. */
  public static Optional<NativeWorker> compile(Bench bench)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(bench.folder().resolve("native"));
    try (InputStream source = NativeWorker.class.getResourceAsStream("native/worker.c")) {
      if (source == null) {
        throw new FileNotFoundException("worker.c");
      }
      Files.copy(source, folder.resolve("worker.c"));
    }
    String problem = Commands.problemOf(folder, "cc", "-O2", "-o", "worker", "worker.c");
    if (!problem.isEmpty()) {
      bench.note("the native worker is missing: " + problem);
      return Optional.empty();
    }
    return Optional.of(new NativeWorker(folder.resolve("worker")));
  }

  public List<String> command(WireFormat format) {
    return List.of(program.toString(), format.label());
  }
}
