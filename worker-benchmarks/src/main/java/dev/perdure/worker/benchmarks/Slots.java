package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One multiplex process with so many requests at once, against so many singleplex processes. */
final class Slots implements Benchmark {
  private static final List<Integer> COUNTS = List.of(1, 2, 4);

  @Override
  public String name() {
    return "slots";
  }

  @Override
  public String about() {
    return "How many small files a second does a compiler's worker compile, and in how much memory, by"
        + " requests at once in one process and by processes?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    compare(bench, "javac", JavacActions.prepare(bench, bench.folder("javac")), 1_000, 4);
    if (bench.isQuick()) {
      return; // The others do the same, but take long to start.
    }
    for (CompilerActions each : List.of(CompilerActions.kotlin(), CompilerActions.scala())) {
      SmallCompilation action = each.prepare(bench, bench.folder(each.name()));
      compare(bench, each.name(), action, 2_000, 8);
    }
  }

  /**
   * Compares so many requests at once and so many processes of a worker; {@code name} is its
   * compiler.
   */
  static void compare(
      Bench bench, String name, SmallCompilation action, int roundMillis, int warmUps)
      throws Exception {
    int millis = bench.size(roundMillis, 50);
    Deque<MeasuredProcess> started = new ArrayDeque<>();
    try {
      Comparison comparison = bench.compare(name + " worker, small files");
      for (int count : COUNTS) {
        List<MeasuredProcess> one = start(action, 1, started);
        comparison.side("one process, " + count + " at once", trial(action, one, count, millis));
      }
      for (int count : COUNTS.subList(1, COUNTS.size())) {
        List<MeasuredProcess> several = start(action, count, started);
        comparison.side(count + " processes, one at once", trial(action, several, 1, millis));
      }
      comparison.warmUp(bench.size(warmUps, 1)).run(bench.size(7, 1));
    } finally {
      while (!started.isEmpty()) {
        started.pop().close();
      }
    }
  }

  private static List<MeasuredProcess> start(
      SmallCompilation action, int count, Deque<MeasuredProcess> started) throws Exception {
    CompilerTrials trials = new CompilerTrials(action.folder());
    List<MeasuredProcess> processes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MeasuredProcess process = trials.start(action.launcher());
      started.push(process);
      processes.add(process);
    }
    return processes;
  }

  private static Trial trial(
      SmallCompilation action, List<MeasuredProcess> processes, int inFlight, int millis)
      throws IOException {
    List<Client> clients = new ArrayList<>();
    for (MeasuredProcess process : processes) {
      List<WorkRequest> lanes = new ArrayList<>();
      for (int i = 0; i < inFlight; i++) {
        lanes.add(WorkRequest.of(0, action.argumentsInto("out" + (clients.size() + i))));
      }
      clients.add(new Client(process, WireFormat.PROTO, lanes::get, inFlight));
    }
    return () -> {
      double rate = 0;
      double cpu = 0;
      ExecutorService threads = Executors.newFixedThreadPool(clients.size());
      try {
        List<Future<List<Quantity>>> runs = new ArrayList<>();
        for (Client client : clients) {
          runs.add(threads.submit(() -> client.run(Long.MAX_VALUE, millis)));
        }
        for (Future<List<Quantity>> run : runs) {
          double own = value(run.get(), "requests");
          rate += own;
          cpu += own * value(run.get(), "CPU");
        }
      } finally {
        threads.shutdown();
      }
      double resident = 0;
      for (MeasuredProcess process : processes) {
        resident += process.treeMebibytes();
      }
      return List.of(
          new Quantity("files", "a second", rate),
          new Quantity("CPU", "ms a file", cpu / rate / 1e3),
          new Quantity("resident", "MiB", resident));
    };
  }

  private static double value(List<Quantity> quantities, String name) {
    return quantities.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
