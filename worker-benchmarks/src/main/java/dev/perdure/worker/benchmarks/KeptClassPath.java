package dev.perdure.worker.benchmarks;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.LibraryJars;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.WireFormat;
import dev.perdure.worker.peer.Peer.WorkResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small file on a large class path, whose jars stay open between requests or do not. */
final class KeptClassPath implements Benchmark {
  private static final int JARS = 100;
  private static final int CLASSES_A_JAR = 100;
  private static final int REQUESTS = 10;
  private static final String KEPT = "jars kept open";
  private static final String ANEW = "jars opened anew";

  @Override
  public String name() {
    return "class-path";
  }

  @Override
  public String about() {
    return "What does a javac worker save that keeps a class path of 100 jars open?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    Path folder = bench.folder();
    List<String> jars = LibraryJars.write(folder, JARS, bench.size(CLASSES_A_JAR, 5));
    List<Input> inputs = new ArrayList<>();
    for (String jar : jars) {
      inputs.add(new Input(jar, Digest.ofText(jar))); // Nothing changes, so names do as digests.
    }
    Files.writeString(
        folder.resolve("User.java"),
        "class User { lib3.p1.C1 a; lib50.p2.C2 b; int i = new lib99.p0.C0().f(3); }");
    List<String> arguments = List.of("-cp", String.join(":", jars), "-d", "out", "User.java");
    byte[] request = WireFormat.PROTO.bytes(WorkRequest.of(0, arguments).withInputs(inputs));
    Path worker = bench.samples().resolve("javac-worker/target/javac-worker.jar");
    try (MeasuredProcess kept = start(folder, worker);
        MeasuredProcess anew = start(folder, worker, "--no-cache")) {
      bench
          .compare("a warm request, class path of " + JARS + " jars")
          .side(KEPT, requests(kept, request))
          .side(ANEW, requests(anew, request))
          .atMost("CPU", KEPT, 0.5, ANEW)
          .atMost("wall", KEPT, 0.5, ANEW)
          .warmUp(bench.size(150, 1))
          .run(bench.size(25, 1));
    }
  }

  private static MeasuredProcess start(Path folder, Path worker, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(ClassPath.java(), "-jar", worker.toString()));
    command.addAll(Arrays.asList(arguments));
    command.add("--persistent_worker");
    return MeasuredProcess.start(folder, command);
  }

  /** Several requests one after the other; the cost of one. */
  private static Trial requests(MeasuredProcess process, byte[] request) {
    return () -> {
      double cpu = process.cpuMillis();
      long start = System.nanoTime();
      for (int i = 0; i < REQUESTS; i++) {
        process.requests().write(request);
        process.requests().flush();
        var response = WorkResponse.parseDelimitedFrom(process.answers());
        if (response == null || response.getExitCode() != 0) {
          throw new IOException("answered " + response + " by " + process.describe());
        }
      }
      double wall = (System.nanoTime() - start) / 1e6;
      return List.of(
          new Quantity("CPU", "ms", (process.cpuMillis() - cpu) / REQUESTS),
          new Quantity("wall", "ms", wall / REQUESTS));
    };
  }
}
