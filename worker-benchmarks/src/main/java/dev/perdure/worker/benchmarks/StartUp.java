package dev.perdure.worker.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.peer.BazelWorkerPackage;
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
import java.util.Optional;

/** From the start of a process to its first answer. */
final class StartUp implements Benchmark {
  private static final String BARE = "bare JVM, echoes a line";
  private static final String LAUNCHER = "launcher";
  private static final String ARCHIVE = "launcher, archive";
  private static final String README = "launcher, as in the README";

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
    Path echo =
        new ExecutableJar()
            .add(ClassPath.of("worker-benchmarks").get(0), EchoLine.class)
            .write(folder.resolve("echo.jar"), EchoLine.class);
    LaunchedWorker named = LaunchedWorker.of(bench, "named", NamedNoopWorker.class);
    LaunchedWorker usual = LaunchedWorker.of(bench, "usual", NoopWorker.class);
    Optional<List<String>> npm = BazelWorkerPackage.install(bench);
    for (WireFormat format : WireFormat.values()) {
      byte[] request = format.bytes(WorkRequest.of(0, List.of("a")));
      LaunchedWorker namedArchived =
          LaunchedWorker.of(bench, "named-" + format.label(), NamedNoopWorker.class)
              .archived(request);
      LaunchedWorker usualArchived =
          LaunchedWorker.of(bench, "usual-" + format.label(), NoopWorker.class).archived(request);
      Comparison comparison =
          bench
              .compare("start-up, " + format.label())
              .side(BARE, start(folder, "line\n".getBytes(UTF_8), jar(echo)))
              .side(LAUNCHER, start(folder, request, named.command()))
              .side(ARCHIVE, start(folder, request, namedArchived.command()))
              .side(README, start(folder, request, usual.command()))
              .side(README + ", archive", start(folder, request, usualArchived.command()))
              .side("java -jar", start(folder, request, named.commandWithoutScript()))
              .side(
                  "java -jar, as in the README",
                  start(folder, request, usual.commandWithoutScript()))
              .atMost("CPU", LAUNCHER, 1.3, BARE)
              .atMost("CPU", ARCHIVE, 1, BARE)
              .atMost("CPU", README + ", archive", 1.5, BARE);
      // It speaks proto only.
      if (npm.isPresent() && format == WireFormat.PROTO) {
        comparison.side(BazelWorkerPackage.SIDE, start(folder, request, npm.get()));
      }
      comparison.warmUp(1).run(bench.size(25, 1));
    }
    bench.note(
        "what the README's ten lines cost above codecs that are named, measured one by one: the"
            + " lambda 3 ms, with an archive as much; the look-up of services 4 ms, on JDK 25 about"
            + " 6, with an archive as much; the classes of multiplex 2 ms, with an archive less than"
            + " 1.");
  }

  private static List<String> jar(Path jar) {
    return List.of(ClassPath.java(), "-jar", jar.toString());
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
