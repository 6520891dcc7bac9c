package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;

/** Requests one after the other. */
final class Singleplex implements Benchmark {
  private static final String OURS = "perdure";
  private static final String PEER = "a thread a request";
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
    for (WireFormat format : WireFormat.values()) {
      for (int inputs : new int[] {0, 100}) {
        compare(bench, format, inputs);
      }
    }
    bench.note(
        "the peer is written from a description and does less for a request than the official"
            + " library, whose CPU was measured elsewhere as 65 (proto) and 85 (JSON) times that of"
            + " a loop that decodes into Strings. Its latency has two modes: a request that comes"
            + " before the last one has left its table waits for a millisecond.");
  }

  private static void compare(Bench bench, WireFormat format, int inputs) throws Exception {
    WorkRequest request = Requests.of(inputs);
    try (MeasuredProcess ours = MeasuredProcess.start(bench.folder(), Workers.perdure());
        MeasuredProcess peer =
            MeasuredProcess.start(bench.folder(), Workers.threadPerRequest(format));
        MeasuredProcess floor = MeasuredProcess.start(bench.folder(), Workers.echoLoop(format))) {
      Client ourClient = new Client(ours, format, request, 1);
      Client peerClient = new Client(peer, format, request, 1);
      Client floorClient = new Client(floor, format, request, 1);
      int count = bench.size(20_000, 50);
      int millis = bench.size(400, 50);
      bench
          .compare("singleplex, " + format.label() + ", " + inputs + " inputs")
          .side(OURS, () -> ourClient.run(count, millis))
          .side(PEER, () -> peerClient.run(count, millis))
          .side(FLOOR, () -> floorClient.run(count, millis))
          .atMost("CPU", OURS, 0.1, PEER)
          .atMost("p50", OURS, 0.02, PEER)
          .atMost("p50", OURS, 3, FLOOR)
          .warmUp(bench.size(4, 1))
          .run(bench.size(9, 1));
    }
  }
}
