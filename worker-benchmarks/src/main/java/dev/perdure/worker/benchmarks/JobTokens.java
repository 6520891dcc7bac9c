package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.jobs.Library;
import dev.perdure.worker.benchmarks.jobs.Sharing;
import dev.perdure.worker.benchmarks.jobs.WideThenTall;
import java.util.ArrayList;
import java.util.List;

/** Compilers that share the cores by tokens, that use one each, and that use all each. */
final class JobTokens implements Benchmark {
  private static final String WALL = "wall";
  private static final double MARGIN = 1.05;

  @Override
  public String name() {
    return "job-tokens";
  }

  @Override
  public String about() {
    return "What does a build gain whose compilers share the cores by job tokens?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
    List<Library> wide = new ArrayList<>();
    for (int i = 0; i < bench.size(3, 1) * cores; i++) {
      wide.add(new Library(2));
    }
    Library tall = new Library(bench.size(6, 2) * cores);
    WideThenTall build =
        new WideThenTall(bench.folder(), cores, wide, tall, bench.size(250, 20), bench.size(24, 1));
    Comparison comparison =
        bench.compare(
            wide.size()
                + " packages of 2 modules, then one of "
                + tall.modules()
                + ", "
                + cores
                + " cores");
    for (Sharing sharing : Sharing.values()) {
      comparison.side(sharing.label(), () -> build.run(sharing));
    }
    comparison
        .atMost(WALL, Sharing.TOKENS.label(), MARGIN, Sharing.ONE_EACH.label())
        .atMost(WALL, Sharing.TOKENS.label(), MARGIN, Sharing.ALL_EACH.label())
        .warmUp(bench.size(1, 0))
        .run(bench.size(5, 1));
  }
}
