package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Scheme project through guile-worker, worker and servers included. */
final class SchemeModules implements Benchmark {
  private static final String COLD = "guild compile, a process a module";
  private static final String WORKER = "guile-worker";
  private static final Path GUILD = Path.of("/usr/bin/guild");

  @Override
  public String name() {
    return "scheme-modules";
  }

  @Override
  public String about() {
    return "What does a Guile project cost that is compiled one module an action?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    if (!Files.isExecutable(GUILD)) {
      bench.note(GUILD + " is missing");
      return;
    }
    int count = bench.size(60, 4);
    Path folder = bench.folder();
    ModuleProject.writeScheme(folder, count);
    String worker = bench.samples().resolve("guile-worker/target/guile-worker").toString();
    String path = "--load-compiled-path=.";
    for (String level : List.of("-O1", "-O2")) {
      CompiledModules modules =
          new CompiledModules(
              folder,
              count,
              module -> List.of(level, "-o", "m" + module + ".go", "m" + module + ".scm"));
      bench
          .compare(count + " modules, " + level)
          .side(
              COLD,
              modules.cold(
                  List.of(GUILD.toString(), "compile"), List.of("GUILE_LOAD_COMPILED_PATH=.")))
          .side(WORKER, modules.worker(List.of(worker, path, "--persistent_worker")))
          .atMost("wall", WORKER, 0.6, COLD)
          .warmUp(1)
          .run(bench.size(5, 1));
    }
  }
}
