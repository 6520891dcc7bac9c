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
import java.nio.file.Files;
import java.nio.file.Path;
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
    return "How many small files a second does the javac worker compile, and in how much memory, by"
        + " requests at once in one process and by processes?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    Path worker = bench.samples().resolve("javac-worker/target/javac-worker");
    Path source = bench.samples().resolve("javac-worker/src/main/launcher/Example.java");
    Files.copy(source, bench.folder().resolve("Example.java"));
    List<String> command = List.of(worker.toString(), "--persistent_worker");
    int millis = bench.size(1_000, 50);
    Deque<MeasuredProcess> started = new ArrayDeque<>();
    try {
      Comparison comparison = bench.compare("javac worker, small files");
      for (int count : COUNTS) {
        List<MeasuredProcess> one = start(bench, command, 1, started);
        comparison.side("one process, " + count + " at once", trial(one, count, millis));
      }
      for (int count : COUNTS.subList(1, COUNTS.size())) {
        List<MeasuredProcess> several = start(bench, command, count, started);
        comparison.side(count + " processes, one at once", trial(several, 1, millis));
      }
      comparison.warmUp(bench.size(4, 1)).run(bench.size(9, 1));
    } finally {
      while (!started.isEmpty()) {
        started.pop().close();
      }
    }
  }

  private static List<MeasuredProcess> start(
      Bench bench, List<String> command, int count, Deque<MeasuredProcess> started)
      throws Exception {
    List<MeasuredProcess> processes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MeasuredProcess process = MeasuredProcess.start(bench.folder(), command);
      started.push(process);
      processes.add(process);
    }
    return processes;
  }

  private static Trial trial(List<MeasuredProcess> processes, int inFlight, int millis) {
    List<Client> clients = new ArrayList<>();
    for (MeasuredProcess process : processes) {
      int first = clients.size();
      clients.add(
          new Client(process, WireFormat.PROTO, lane -> compilation(first + lane), inFlight));
    }
    return () -> {
      double rate = 0;
      ExecutorService threads = Executors.newFixedThreadPool(clients.size());
      try {
        List<Future<List<Quantity>>> runs = new ArrayList<>();
        for (Client client : clients) {
          runs.add(threads.submit(() -> client.run(Long.MAX_VALUE, millis)));
        }
        for (Future<List<Quantity>> run : runs) {
          rate += run.get().get(0).value();
        }
      } finally {
        threads.shutdown();
      }
      double resident = 0;
      for (MeasuredProcess process : processes) {
        resident += process.residentMebibytes();
      }
      return List.of(
          new Quantity("files", "a second", rate), new Quantity("resident", "MiB", resident));
    };
  }

  /** Each of those that run at once writes into a folder of its own. */
  private static WorkRequest compilation(int lane) {
    return WorkRequest.of(0, List.of("-proc:none", "-d", "out" + lane, "Example.java"));
  }
}
