package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.peer.NoopWorker;
import dev.perdure.worker.benchmarks.peer.UpkeptWorker;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Resident size under load and when idle. */
final class Memory implements Benchmark {
  private static final int IN_FLIGHT = 64;
  private static final int INPUTS = 100;
  private static final int EARLY_REQUESTS = 1_000;
  private static final long DEADLINE_MILLIS = 300_000;

  /** A worker that collects garbage after one idle second has done it by then. */
  private static final int IDLE_SECONDS = 4;

  private static final String OURS = "perdure, launcher";
  private static final String EARLY = OURS + ", after 1,000";
  private static final String IDLE = OURS + ", then idle";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String about() {
    return "How large is a worker after 1,000 and 100,000 requests of 100 inputs, 64 in flight, and"
        + " after some idle seconds?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    int requests = bench.size(100_000, 1_000);
    int idle = bench.size(IDLE_SECONDS, 1);
    List<String> ours = LaunchedWorker.of(bench, "noop", NoopWorker.class).command();
    List<String> upkept = LaunchedWorker.of(bench, "upkept", UpkeptWorker.class).command();
    for (WireFormat format : WireFormat.values()) {
      Peer peer = Peer.of(format);
      String peerSide = peer.name() + ", default flags";
      bench
          .compare("memory, " + format.label())
          .side(OURS, trial(bench, format, requests, 0, ours))
          .side(EARLY, trial(bench, format, EARLY_REQUESTS, 0, ours))
          .side(IDLE, trial(bench, format, requests, idle, upkept))
          .side("perdure, default flags", trial(bench, format, requests, 0, Workers.perdure()))
          .side(peerSide, trial(bench, format, requests, 0, peer.command()))
          .atMost("resident", OURS, 1.2, EARLY)
          .atMost("resident", OURS, 0.6, peerSide)
          .atMost("resident", IDLE, 1.2, EARLY)
          .run(bench.size(3, 1));
    }
    bench.note(
        "what limits JDK 17 is G1, which adds a region of 1 MiB to the heap whenever pauses take a"
            + " hundredth of the time, which no flag changes for a small heap: here they take as long"
            + " until it has some 60 MiB. Every other collector starts 9 ms later there. On JDK 25, the"
            + " parallel collector gives back little to nothing of what it took.");
  }

  private static Trial trial(
      Bench bench, WireFormat format, int requests, int idleSeconds, List<String> command) {
    WorkRequest request = Requests.of(INPUTS);
    return () -> {
      try (MeasuredProcess worker = MeasuredProcess.start(bench.folder(), command)) {
        new Client(worker, format, request, IN_FLIGHT).run(requests, DEADLINE_MILLIS);
        TimeUnit.SECONDS.sleep(idleSeconds);
        return List.of(new Quantity("resident", "MiB", worker.residentMebibytes()));
      }
    };
  }
}
