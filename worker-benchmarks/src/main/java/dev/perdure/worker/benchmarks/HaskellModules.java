package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A Haskell library through ghc-worker, worker and servers included. */
final class HaskellModules implements Benchmark {
  private static final String COLD = "ghc -c, a process a module";
  private static final String MAKE = "ghc --make -j1";
  private static final String WORKER = "ghc-worker";
  static final Path GHC = Path.of("/usr/bin/ghc");

  @Override
  public String name() {
    return "haskell-modules";
  }

  @Override
  public String about() {
    return "What does a library cost that is compiled one module an action?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    if (!Files.isExecutable(GHC)) {
      bench.note(GHC + " is missing");
      return;
    }
    int count = bench.size(40, 4);
    Path folder = bench.folder();
    ModuleProject.writeHaskell(folder, count);
    Path worker = bench.samples().resolve("ghc-worker/target/ghc-worker");
    for (String level : List.of("-O0", "-O1")) {
      CompiledModules modules =
          new CompiledModules(folder, count, module -> arguments(level, "M" + module + ".hs"));
      List<String> make = new ArrayList<>(List.of(GHC.toString(), "--make", "-j1", "-v0", level));
      make.addAll(List.of("-fforce-recomp", "-outputdir", "made"));
      IntStream.range(0, count).forEach(module -> make.add("M" + module + ".hs"));
      List<String> start = new ArrayList<>(List.of(worker.toString(), "--ghc=" + GHC));
      start.addAll(List.of("--server-cache=cache", "--persistent_worker"));
      bench
          .compare(count + " modules, " + level)
          .side(COLD, modules.cold(List.of(GHC.toString()), List.of()))
          .side(MAKE, modules.once(make))
          .side(WORKER, modules.worker(start))
          .atMost("wall", WORKER, level.equals("-O0") ? 0.55 : 0.8, COLD)
          .atMost("wall", WORKER, 1.1, MAKE)
          .warmUp(1)
          .run(bench.size(5, 1));
    }
  }

  private static List<String> arguments(String level, String source) {
    return List.of(
        "-c", level, "-fforce-recomp", "-i", "-iout", "-odir", "out", "-hidir", "out", source);
  }
}
