package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.peer.BazelWorkerPackage;
import dev.perdure.worker.benchmarks.peer.NamedNoopWorker;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests one after the other. */
final class Singleplex implements Benchmark {
  private static final String OURS = "perdure";
  private static final String MULTIPLEX = "perdure, multiplex";
  private static final String FLOOR = "echo loop";

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
    for (WireFormat format : WireFormat.values()) {
      for (int inputs : new int[] {0, 100}) {
        // It speaks proto only.
        compare(bench, format, inputs, npm.filter(it -> format == WireFormat.PROTO));
      }
    }
    if (npm.isPresent()) {
      bench.note(
          "npm's @bazel/worker collects all its garbage after each answer, which is most of what a"
              + " request costs there. Each request is one write: when two come in one, it waits for"
              + " ever, and of one that comes in parts it may take a part for the whole.");
    }
    bench.note(
        "what limits latency and CPU are the two system calls of the echo loop, which alone takes some"
            + " 0.1 of the official library's CPU and p50. The library has two modes: a request that"
            + " comes before the last one has left its table waits for a millisecond. That is the"
            + " rule on a busy machine, and rare on one that is quiet.");
  }

  private static void compare(
      Bench bench, WireFormat format, int inputs, Optional<List<String>> npmCommand)
      throws Exception {
    WorkRequest request = Requests.of(inputs);
    Peer other = Peer.of(format);
    List<String> singleplex = Workers.java(NamedNoopWorker.class);
    try (MeasuredProcess ours = MeasuredProcess.start(bench.folder(), singleplex);
        MeasuredProcess multiplex = MeasuredProcess.start(bench.folder(), Workers.perdure());
        MeasuredProcess peer = MeasuredProcess.start(bench.folder(), other.command());
        MeasuredProcess floor = MeasuredProcess.start(bench.folder(), Workers.echoLoop(format));
        @Nullable MeasuredProcess npm =
            npmCommand.isPresent()
                ? MeasuredProcess.start(bench.folder(), npmCommand.get())
                : null) {
      Client ourClient = new Client(ours, format, request, 1);
      Client multiplexClient = new Client(multiplex, format, request, 1);
      Client peerClient = new Client(peer, format, request, 1);
      Client floorClient = new Client(floor, format, request, 1);
      int count = bench.size(20_000, 50);
      int millis = bench.size(400, 50);
      Comparison comparison =
          bench
              .compare("singleplex, " + format.label() + ", " + inputs + " inputs")
              .side(OURS, () -> ourClient.run(count, millis))
              .side(MULTIPLEX, () -> multiplexClient.run(count, millis))
              .side(other.name(), () -> peerClient.run(count, millis))
              .side(FLOOR, () -> floorClient.run(count, millis))
              .atMost("CPU", OURS, 0.1, other.name())
              .atMost("p50", OURS, 0.02, other.name())
              .atMost("p50", OURS, 3, FLOOR);
      if (npm != null) {
        Client npmClient = new Client(npm, format, request, 1);
        comparison
            .side(BazelWorkerPackage.SIDE, () -> npmClient.run(count, millis))
            .atMost("CPU", OURS, 0.1, BazelWorkerPackage.SIDE);
      }
      comparison.warmUp(bench.size(4, 1)).run(bench.size(9, 1));
    }
  }
}
