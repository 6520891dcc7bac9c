package dev.perdure.samples.demo;

import java.util.ArrayList;
import java.util.List;

/** Results for the tests. */
final class Results {
  private Results() {}

  static DemoResult small() {
    return new DemoResult(
        "library <1>",
        List.of("a/A.java", "a/B.java", "a/C.java", "a/D.java"),
        List.of(
            new BuildTime("no worker", "cold", 2, 3000), new BuildTime("2 <w>", "worker", 2, 700)),
        6,
        new Series(
            "cold",
            List.of(800.0, 1000.0, 900.0, 1100.0),
            List.of(1600.0, 1000.0, 900.0, 550.0),
            100L << 20),
        new Series(
            "warm", List.of(1100.0, 60.0, 30.0, 10.0), List.of(2200.0, 30.0, 30.0, 10.0), 0));
  }

  /** As large as the demo's own, with names as long as those of real sources. */
  static DemoResult large() {
    List<String> names = new ArrayList<>();
    List<Double> cold = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      names.add("com/example/library/collections/concurrent/ConcurrentLinkedHashMultimap" + i);
      cold.add(900.0 + i % 7 * 30);
      warm.add(1500.0 / (i + 1) + 12);
    }
    return new DemoResult(
        "a-library-with-a-long-name 33.6.0",
        names,
        List.of(
            new BuildTime("no worker", "cold", 2, 71_000),
            new BuildTime("1 worker", "worker", 1, 11_000),
            new BuildTime("4 singleplex workers", "worker", 4, 6_500),
            new BuildTime("1 multiplex worker", "worker", 4, 5_200)),
        640,
        new Series("a new javac per action", cold, cold, 180L << 20),
        new Series("one worker, its start included", warm, warm, 240L << 20));
  }
}
