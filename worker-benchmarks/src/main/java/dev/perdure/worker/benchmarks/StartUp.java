package dev.perdure.worker.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.peer.EchoLine;
import dev.perdure.worker.benchmarks.peer.NamedNoopWorker;
import dev.perdure.worker.benchmarks.peer.NoopWorker;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.ExecutableJar;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** From the start of a process to its first answer. */
final class StartUp implements Benchmark {
  private static final String BARE = "bare JVM, echoes a line";

  @Override
  public String name() {
    return "start-up";
  }

  @Override
  public String about() {
    return "What does a worker that does nothing cost from its start to its first answer?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    Path folder = bench.folder();
    Path own = ClassPath.of("worker-benchmarks").get(0);
    Path echo =
        new ExecutableJar()
            .add(own, EchoLine.class)
            .write(folder.resolve("echo.jar"), EchoLine.class);
    Path usual = worker(folder.resolve("usual.jar"), own, NoopWorker.class);
    Path named = worker(folder.resolve("named.jar"), own, NamedNoopWorker.class);
    for (WireFormat format : WireFormat.values()) {
      byte[] request = format.bytes(WorkRequest.of(0, List.of("a")));
      Comparison comparison = bench.compare("start-up, " + format.label());
      comparison.side(BARE, start(folder, "line\n".getBytes(UTF_8), jar(echo)));
      comparison.side("java -jar", start(folder, request, worker(usual)));
      comparison.side("java -jar, codecs named", start(folder, request, worker(named)));
      comparison.warmUp(1).run(bench.size(25, 1));
    }
  }

  private static Path worker(Path file, Path own, Class<?> main) throws IOException {
    return new ExecutableJar()
        .add(own, main)
        .add(ClassPath.of("worker-core", "worker-json", "worker-proto", "worker-multiplex"))
        .write(file, main);
  }

  private static List<String> jar(Path jar) {
    return List.of(ClassPath.java(), "-jar", jar.toString());
  }

  private static List<String> worker(Path jar) {
    return List.of(ClassPath.java(), "-jar", jar.toString(), "--persistent_worker");
  }

  private static Trial start(Path folder, byte[] request, List<String> command) {
    return () -> {
      long start = System.nanoTime();
      try (MeasuredProcess process = MeasuredProcess.start(folder, command)) {
        process.requests().write(request);
        process.requests().flush();
        if (process.answers().read() < 0) {
          throw new IOException("no answer from " + process.describe());
        }
        double wall = (System.nanoTime() - start) / 1e6;
        return List.of(
            new Quantity("CPU", "ms", process.cpuMillis()), new Quantity("wall", "ms", wall));
      }
    };
  }
}
