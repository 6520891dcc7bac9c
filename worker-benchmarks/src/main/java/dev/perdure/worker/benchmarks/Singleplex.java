package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.peer.BazelWorkerPackage;
import dev.perdure.worker.benchmarks.peer.NamedNoopWorker;
import dev.perdure.worker.benchmarks.peer.NativeWorker;
import dev.perdure.worker.benchmarks.process.BusyMachine;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests one after the other. */
final class Singleplex implements Benchmark {
  private static final String OURS = "perdure";
  private static final String MULTIPLEX = "perdure, multiplex";
  private static final String LOOP = "hand-written loop";

  @Override
  public String name() {
    return "singleplex";
  }

  @Override
  public String about() {
    return "What does a request cost, one after the other, to a worker that does nothing?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    Optional<List<String>> npm = BazelWorkerPackage.install(bench);
    Optional<NativeWorker> inC = NativeWorker.compile(bench);
    for (WireFormat format : WireFormat.values()) {
      for (int inputs : new int[] {0, 100, 1000}) {
        // It speaks proto only.
        compare(bench, format, inputs, inC, npm.filter(it -> format == WireFormat.PROTO));
      }
    }
    compareOnBusyMachine(bench);
    if (npm.isPresent()) {
      bench.note(
          "npm's @bazel/worker collects all its garbage after each answer, which is most of what a"
              + " request costs there. Each request is one write: when two come in one, it waits for"
              + " ever, and of one that comes in parts it may take a part for the whole.");
    }
    bench.note(
        "the native worker and the hand-written loop decode each request into texts and answer it;"
            + " they know no cancel, no limit and no output. What they cost is mostly two system"
            + " calls and a wake-up. The official library has two modes: a request that comes before"
            + " the last one has left its table waits for a millisecond. That is the rule on a busy"
            + " machine, and rare on one that is quiet.");
  }

  private static void compare(
      Bench bench,
      WireFormat format,
      int inputs,
      Optional<NativeWorker> inC,
      Optional<List<String>> npm)
      throws Exception {
    WorkRequest request = Requests.of(inputs);
    Peer other = Peer.of(format);
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(OURS, Workers.java(NamedNoopWorker.class));
    commands.put(MULTIPLEX, Workers.perdure());
    inC.ifPresent(it -> commands.put(NativeWorker.SIDE, it.command(format)));
    commands.put(LOOP, Workers.handWrittenLoop(format));
    commands.put(other.name(), other.command());
    npm.ifPresent(it -> commands.put(BazelWorkerPackage.SIDE, it));
    Comparison comparison =
        bench.compare("singleplex, " + format.label() + ", " + inputs + " inputs");
    try (Measured measured = new Measured(bench, commands, format, request)) {
      measured.addTo(comparison);
      comparison
          .atMost("CPU", OURS, 1.05, NativeWorker.SIDE)
          .atMost("p50", OURS, 1.05, NativeWorker.SIDE)
          .atMost("CPU", OURS, 0.1, BazelWorkerPackage.SIDE)
          .warmUp(bench.size(4, 1))
          .run(bench.size(9, 1));
    }
  }

  private static void compareOnBusyMachine(Bench bench) throws Exception {
    for (WireFormat format : WireFormat.values()) {
      Peer other = Peer.of(format);
      Map<String, List<String>> commands = new LinkedHashMap<>();
      commands.put(OURS, Workers.java(NamedNoopWorker.class));
      commands.put(other.name(), other.command());
      Comparison comparison =
          bench.compare("singleplex, " + format.label() + ", 0 inputs, all processors busy");
      try (Measured measured = new Measured(bench, commands, format, Requests.of(0))) {
        measured.addTo(comparison);
        comparison.atMost("p50", OURS, 1, other.name()).warmUp(bench.size(4, 1));
        BusyMachine.during(() -> comparison.run(bench.size(9, 1)));
      }
    }
  }

  /** Running workers, by the names of their sides. */
  private static final class Measured implements AutoCloseable {
    private final Bench bench;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final List<MeasuredProcess> processes = new ArrayList<>();

    Measured(
        Bench bench, Map<String, List<String>> commands, WireFormat format, WorkRequest request)
        throws IOException {
      this.bench = bench;
      try {
        for (Map.Entry<String, List<String>> side : commands.entrySet()) {
          MeasuredProcess process = MeasuredProcess.start(bench.folder(), side.getValue());
          processes.add(process);
          clients.put(side.getKey(), new Client(process, format, request, 1));
        }
      } catch (IOException | RuntimeException e) {
        close();
        throw e;
      }
    }

    void addTo(Comparison comparison) {
      int count = bench.size(20_000, 50);
      int millis = bench.size(400, 50);
      clients.forEach((side, client) -> comparison.side(side, () -> client.run(count, millis)));
    }

    @Override
    public void close() throws IOException {
      for (MeasuredProcess process : processes) {
        process.close();
      }
    }
  }
}
