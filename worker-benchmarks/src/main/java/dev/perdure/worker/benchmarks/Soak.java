package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.peer.NoopWorker;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A worker that has served many requests of random sizes against one that has served few. How many
 * is the system property {@code soak.requests}.
 */
final class Soak implements Benchmark {
  private static final String OLD = "old worker";
  private static final String YOUNG = "young worker";

  /** Some 160 bytes an input: from nothing to 50 MB, each size half as much again. */
  private static final int MAX_INPUTS = 300_000;

  /** Of the young worker. */
  private static final int FEW = 5_000;

  private static final int BATCH = 5_000;

  /**
   * Each batch takes memory that the heap has from before and that was never written, until the
   * collector comes round to what it has used already. That happens in one worker earlier than in
   * the other, and costs a third of a request; it shall be over.
   */
  private static final int WARM_UPS = 20;

  /** Short ones, many times in turns, so that a moment's load of the machine meets both alike. */
  private static final int ROUNDS = 25;

  private static final int INPUTS = 100;

  private static final long DEADLINE_MILLIS = 60_000;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String about() {
    return "Does a request cost more, or a worker grow, the more requests of all sizes it has"
        + " served?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    int requests = bench.size(Integer.getInteger("soak.requests", 1_000_000), 500);
    List<String> command = LaunchedWorker.of(bench, "noop", NoopWorker.class).command();
    for (WireFormat format : WireFormat.values()) {
      List<byte[]> sizes = sizes(format, bench.size(MAX_INPUTS, 3_000));
      try (MeasuredProcess old = MeasuredProcess.start(bench.folder(), command);
          MeasuredProcess young = MeasuredProcess.start(bench.folder(), command)) {
        serve(new Client(old, format, Requests.of(INPUTS), 1), sizes, requests);
        serve(new Client(young, format, Requests.of(INPUTS), 1), sizes, Math.min(requests, FEW));
        String name =
            String.format(Locale.ROOT, "soak, %s, %,d requests", format.label(), requests);
        bench
            .compare(name)
            .side(OLD, trial(old, format, bench.size(BATCH, 500)))
            .side(YOUNG, trial(young, format, bench.size(BATCH, 500)))
            .atMost("CPU", OLD, 1.1, YOUNG)
            .atMost("resident", OLD, 1.1, YOUNG)
            .warmUp(bench.size(WARM_UPS, 1))
            .run(bench.size(ROUNDS, 1));
        bench
            .compare(name + ", what stays")
            .side(OLD, () -> List.of(new Quantity("alive", "MiB", old.aliveMebibytes())))
            .side(YOUNG, () -> List.of(new Quantity("alive", "MiB", young.aliveMebibytes())))
            .atMost("alive", OLD, 1.1, YOUNG)
            .run(1);
      }
    }
    bench.note(
        "how much memory a collector keeps after requests of 50 MB is its own choice: with JDK 25's"
            + " parallel one the ratio has been between 0.2 and 3.5 from run to run, while what is"
            + " alive in the heap does not grow. Its CPU goes with it: the larger the young generation,"
            + " the longer until memory is used again that the processor's caches still hold.");
  }

  private static List<byte[]> sizes(WireFormat format, int maxInputs) {
    List<byte[]> sizes = new ArrayList<>();
    for (int inputs = 0; inputs < maxInputs; inputs += inputs / 2 + 1) {
      sizes.add(format.bytes(Requests.of(inputs)));
    }
    sizes.add(format.bytes(Requests.of(maxInputs)));
    return sizes;
  }

  /**
   * Each size two thirds as often as the next smaller one, and all of them at first and at last.
   */
  private static void serve(Client client, List<byte[]> sizes, int requests) throws IOException {
    Random random = new Random(requests);
    for (byte[] request : sizes) {
      client.roundTrip(request);
    }
    for (int i = 0; i < requests; i++) {
      int size = 0;
      while (size < sizes.size() - 1 && random.nextInt(3) < 2) {
        size++;
      }
      client.roundTrip(sizes.get(size));
    }
    for (byte[] request : sizes) {
      client.roundTrip(request);
    }
  }

  private static Trial trial(MeasuredProcess worker, WireFormat format, int batch) {
    Client client = new Client(worker, format, Requests.of(INPUTS), 1);
    return () -> {
      List<Quantity> quantities = new ArrayList<>(client.run(batch, DEADLINE_MILLIS));
      quantities.removeIf(it -> !it.name().equals("CPU"));
      quantities.add(new Quantity("resident", "MiB", worker.residentMebibytes()));
      return quantities;
    };
  }
}
