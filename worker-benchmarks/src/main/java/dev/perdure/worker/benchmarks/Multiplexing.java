package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;

/** Many requests at once. */
final class Multiplexing implements Benchmark {
  private static final String OURS = "perdure";
  private static final String LOOP = "hand-written loop";

  @Override
  public String name() {
    return "multiplex";
  }

  @Override
  public String about() {
    return "How many requests a second does a worker answer that does nothing?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    for (WireFormat format : WireFormat.values()) {
      for (int inFlight : new int[] {64, 512}) {
        compare(bench, format, inFlight);
      }
    }
  }

  private static void compare(Bench bench, WireFormat format, int inFlight) throws Exception {
    WorkRequest request = Requests.of(0);
    Peer other = Peer.of(format);
    try (MeasuredProcess ours = MeasuredProcess.start(bench.folder(), Workers.perdure());
        MeasuredProcess loop =
            MeasuredProcess.start(bench.folder(), Workers.handWrittenLoop(format));
        MeasuredProcess peer = MeasuredProcess.start(bench.folder(), other.command())) {
      Client ourClient = new Client(ours, format, request, inFlight);
      Client loopClient = new Client(loop, format, request, inFlight);
      Client peerClient = new Client(peer, format, request, inFlight);
      int millis = bench.size(600, 50);
      bench
          .compare("multiplex, " + format.label() + ", " + inFlight + " in flight")
          .side(OURS, () -> ourClient.run(Long.MAX_VALUE, millis))
          .side(LOOP, () -> loopClient.run(Long.MAX_VALUE, millis))
          .side(other.name(), () -> peerClient.run(Long.MAX_VALUE, millis))
          .atLeast("requests", OURS, format == WireFormat.PROTO ? 0.8 : 1, LOOP)
          .atLeast("requests", OURS, format == WireFormat.PROTO ? 30 : 12, other.name())
          .atMost("p99", OURS, 0.05, other.name())
          .warmUp(bench.size(3, 1))
          .run(bench.size(9, 1));
    }
  }
}
