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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * New workers with the JVM's first compiler only, as by the launch script, with both of its
 * compilers, and with the second one only for what runs ten times as often as by default.
 */
final class JvmCompilers implements Benchmark {
  /** After how many actions is looked at what a worker has used. */
  private static final List<Integer> MARKS = List.of(1, 20, 200, 2_000);

  private static Map<String, List<String>> sides(Bench bench) throws IOException {
    Map<String, List<String>> sides = new LinkedHashMap<>();
    sides.put("first only", List.of());
    // As users have it in the options of their worker.
    sides.put(
        "second late", Files.readAllLines(bench.samples().resolve("second-compiler.options")));
    sides.put("both", List.of("-XX:TieredStopAtLevel=4"));
    return sides;
  }

  @Override
  public String name() {
    return "jvm-compilers";
  }

  @Override
  public String about() {
    return "After how many small files has the JVM's second compiler paid for itself?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    compare(bench, "javac", JavacActions.prepare(bench, bench.folder("javac")), 2_000);
    if (bench.isQuick()) {
      return; // The others do the same, but take long to start.
    }
    for (CompilerActions each : List.of(CompilerActions.kotlin(), CompilerActions.scala())) {
      compare(bench, each.name(), each.prepare(bench, bench.folder(each.name())), 200);
    }
  }

  private static void compare(Bench bench, String name, SmallCompilation action, int most)
      throws Exception {
    int last = bench.size(most, 1);
    List<Integer> marks = MARKS.stream().filter(mark -> mark <= last).toList();
    Comparison comparison = bench.compare(name + ", the JVM's compilers, to action " + last);
    for (Map.Entry<String, List<String>> side : sides(bench).entrySet()) {
      Path launcher = action.withFlags(side.getKey().replace(' ', '-'), side.getValue());
      comparison.side(side.getKey(), trial(action, launcher, marks));
    }
    comparison.run(bench.size(3, 1));
  }

  /** A new worker, from its start; what it has used at each mark. */
  private static Trial trial(SmallCompilation action, Path launcher, List<Integer> marks) {
    CompilerTrials trials = new CompilerTrials(action.folder());
    WorkRequest request = WorkRequest.of(0, action.arguments());
    byte[] bytes = WireFormat.PROTO.bytes(request);
    return () -> {
      List<Quantity> quantities = new ArrayList<>();
      long start = System.nanoTime();
      try (MeasuredProcess worker = trials.start(launcher)) {
        Client client = new Client(worker, WireFormat.PROTO, request, 1);
        int done = 0;
        for (int mark : marks) {
          for (; done < mark; done++) {
            client.roundTrip(bytes);
          }
          double wall = (System.nanoTime() - start) / 1e6;
          quantities.add(new Quantity("CPU to action " + mark, "ms", worker.wholeCpuMillis()));
          quantities.add(new Quantity("wall to action " + mark, "ms", wall));
        }
        quantities.add(new Quantity("resident", "MiB", worker.residentMebibytes()));
      }
      return quantities;
    };
  }
}
