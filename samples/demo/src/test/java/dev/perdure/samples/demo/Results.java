package dev.perdure.samples.demo;

import java.util.List;

/** A small result for the tests. */
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
}
