package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.FileDigests;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Bazel's own JavaBuilder and the sample java-builder, asked the same as by Bazel. */
final class JavaBuilderActions implements Benchmark {
  private static final String STOCK = "JavaBuilder";
  private static final String STOCK_FLAGS = "JavaBuilder, our flags";
  private static final String OURS_PLAIN = "java-builder, Bazel's flags";
  private static final String OURS = "java-builder";

  /** A JVM flag in the toolchain's file. */
  private static final Pattern FLAG = Pattern.compile("\"(-X[^\"]+)\"");

  /** What Bazel 7 gives to each builder's JVM. */
  private static final List<String> BAZEL_FLAGS =
      List.of("-Dsun.io.useCanonCaches=false", "-XX:-CompactStrings", "-Xlog:disable");

  private static final List<String> OPENED =
      List.of(
          "api",
          "code",
          "comp",
          "file",
          "main",
          "model",
          "parser",
          "processing",
          "resources",
          "tree",
          "util");

  /** What the builders wrote for each target, the same by each side. */
  private final Map<String, String> outputs = new TreeMap<>();

  @Override
  public String name() {
    return "java-builder";
  }

  @Override
  public String about() {
    return "What does a java_library cost, by Bazel's own builder and by the sample java-builder?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    Files.createDirectories(bench.folder().resolve("out"));
    List<byte[]> all =
        LibraryTargets.requests(bench.folder(), Path.of(System.getProperty("sources")));
    List<byte[]> requests = all.subList(0, bench.size(all.size(), 2));
    bench.note(
        requests.size() + " targets of " + String.join(", ", LibraryTargets.LIBRARIES) + ".");
    Map<String, List<String>> commands = commands(bench);
    newWorkers(bench, commands, requests);
    secondBuilds(bench, commands, requests);
    warmWorkers(bench, commands, requests);
    manyWorkers(bench, commands, requests);
  }

  private void newWorkers(Bench bench, Map<String, List<String>> commands, List<byte[]> requests)
      throws Exception {
    outputs.clear();
    Comparison comparison = bench.compare("java_library, new worker");
    commands.forEach(
        (side, command) -> comparison.side(side, fresh(bench.folder(), command, requests)));
    goals(commands, comparison, 0.3);
    comparison.run(bench.size(5, 1));
  }

  private static void secondBuilds(
      Bench bench, Map<String, List<String>> commands, List<byte[]> requests) throws Exception {
    Comparison comparison = bench.compare("java_library, second build of a worker");
    commands.forEach(
        (side, command) -> comparison.side(side, second(bench.folder(), command, requests)));
    goals(commands, comparison, 0.25);
    comparison.run(bench.size(5, 1));
  }

  private static void warmWorkers(
      Bench bench, Map<String, List<String>> commands, List<byte[]> requests) throws Exception {
    List<MeasuredProcess> workers = new ArrayList<>();
    try {
      Comparison comparison = bench.compare("java_library, warm worker");
      for (Map.Entry<String, List<String>> each : commands.entrySet()) {
        MeasuredProcess worker = MeasuredProcess.start(bench.folder(), each.getValue());
        workers.add(worker);
        comparison.side(each.getKey(), warm(worker, requests));
      }
      goals(commands, comparison, 0.25);
      comparison.warmUp(bench.size(2, 0)).run(bench.size(7, 1));
    } finally {
      for (MeasuredProcess worker : workers) {
        worker.close();
      }
    }
  }

  private static void manyWorkers(
      Bench bench, Map<String, List<String>> commands, List<byte[]> requests) throws Exception {
    // With a process for each, all targets take about as long: a few of them will do.
    List<byte[]> few = new ArrayList<>();
    for (int i = 0; i < requests.size(); i += 8) {
      few.add(requests.get(i));
    }
    Comparison comparison = bench.compare("java_library, by the number of workers");
    for (String side : List.of(STOCK, OURS)) {
      List<String> command = commands.get(side);
      if (command != null) {
        comparison.side(
            side + ", a process per target", parallel(bench.folder(), command, few, 2, 1));
        for (int workers : List.of(1, 2, 4)) {
          comparison.side(
              side + (workers == 1 ? ", 1 worker" : ", " + workers + " workers"),
              parallel(bench.folder(), command, requests, workers, requests.size()));
        }
      }
    }
    comparison.run(bench.size(3, 1));
  }

  private static void goals(
      Map<String, List<String>> commands, Comparison comparison, double ofStock) {
    if (commands.containsKey(STOCK)) {
      comparison
          .atMost("CPU", OURS, ofStock, STOCK)
          .atMost("CPU", OURS, 0.55, STOCK_FLAGS)
          .atMost("resident", OURS, 1, STOCK);
    }
  }

  /** How each side is started. */
  private static Map<String, List<String>> commands(Bench bench) throws IOException {
    Path sample = bench.samples().resolve("java-builder");
    List<String> ourFlags =
        FLAG.matcher(Files.readString(sample.resolve("bazel/toolchains/BUILD")))
            .results()
            .map(result -> result.group(1))
            .toList();
    String ours = sample.resolve("target/java-builder.jar").toString();
    String stock = System.getProperty("official.jar", "");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    if (stock.isEmpty()) {
      bench.note("Without Bazel's JavaBuilder: -Dofficial.jar names none.");
    } else {
      commands.put(STOCK, command(List.of(), stock));
      commands.put(STOCK_FLAGS, command(ourFlags, stock));
    }
    commands.put(OURS_PLAIN, command(List.of(), ours));
    commands.put(OURS, command(ourFlags, ours));
    return commands;
  }

  private static List<String> command(List<String> flags, String jar) {
    List<String> command = new ArrayList<>(List.of(ClassPath.java()));
    for (String name : OPENED) {
      command.add("--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.addAll(BAZEL_FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-jar", jar, "--persistent_worker"));
    return command;
  }

  /** A new worker, from its start to the last target. */
  private Trial fresh(Path folder, List<String> command, List<byte[]> requests) {
    return () -> {
      long start = System.nanoTime();
      try (MeasuredProcess worker = MeasuredProcess.start(folder, command)) {
        List<Quantity> quantities = build(worker, requests, start, 0);
        requireSameOutputs(folder.resolve("out"));
        return quantities;
      }
    };
  }

  /** What has been built once is built again, as after a change of what all targets use. */
  private static Trial second(Path folder, List<String> command, List<byte[]> requests) {
    return () -> {
      try (MeasuredProcess worker = MeasuredProcess.start(folder, command)) {
        build(worker, requests, System.nanoTime(), 0);
        return build(worker, requests, System.nanoTime(), worker.wholeCpuMillis());
      }
    };
  }

  /**
   * New workers that share the targets, as in a clean build.
   *
   * @param perProcess how many targets each process builds before another takes its place
   */
  private static Trial parallel(
      Path folder, List<String> command, List<byte[]> requests, int workers, int perProcess) {
    return () -> {
      Queue<byte[]> waiting = new ConcurrentLinkedQueue<>(requests);
      long start = System.nanoTime();
      ExecutorService clients = Executors.newFixedThreadPool(workers);
      try {
        Callable<Double> client = () -> serve(folder, command, waiting, perProcess);
        double resident = 0;
        for (Future<Double> each : clients.invokeAll(Collections.nCopies(workers, client))) {
          resident += each.get();
        }
        double wall = (System.nanoTime() - start) / 1e6;
        return List.of(
            new Quantity("wall", "ms a target", wall / requests.size()),
            new Quantity("resident", "MiB", resident));
      } finally {
        clients.shutdownNow();
      }
    };
  }

  /** Builds targets until none is left; returns the memory that the last process has then. */
  private static double serve(
      Path folder, List<String> command, Queue<byte[]> waiting, int perProcess) throws IOException {
    double resident = 0;
    byte[] request = waiting.poll();
    while (request != null) {
      try (MeasuredProcess worker = MeasuredProcess.start(folder, command)) {
        Client client = new Client(worker, WireFormat.PROTO, WorkRequest.of(0, List.of()), 1);
        for (int i = 0; i < perProcess && request != null; i++) {
          client.roundTrip(request);
          request = waiting.poll();
        }
        resident = worker.residentMebibytes();
      }
    }
    return resident;
  }

  private static Trial warm(MeasuredProcess worker, List<byte[]> requests) {
    return () -> build(worker, requests, System.nanoTime(), worker.wholeCpuMillis());
  }

  private static List<Quantity> build(
      MeasuredProcess worker, List<byte[]> requests, long start, double cpu) throws IOException {
    Client client = new Client(worker, WireFormat.PROTO, WorkRequest.of(0, List.of()), 1);
    for (byte[] request : requests) {
      client.roundTrip(request);
    }
    double wall = (System.nanoTime() - start) / 1e6;
    double spent = worker.wholeCpuMillis() - cpu;
    return List.of(
        new Quantity("CPU", "ms a target", spent / requests.size()),
        new Quantity("wall", "ms a target", wall / requests.size()),
        new Quantity("resident", "MiB", worker.residentMebibytes()));
  }

  /** A builder that is fast and wrong would be no peer. */
  private void requireSameOutputs(Path out) throws IOException {
    for (Map.Entry<String, String> each : FileDigests.in(out).entrySet()) {
      String before = outputs.putIfAbsent(each.getKey(), each.getValue());
      if (before != null && !before.equals(each.getValue())) {
        throw new IOException("the builders differ in " + each.getKey());
      }
    }
  }
}
