package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One small source file: a new javac each time, and the sample worker. */
final class JavacActions implements Benchmark {
  private static final int JARS = 100;
  private static final String COLD = "javac";
  private static final String WARM = "warm worker";
  private static final String FIRST = "a worker's first action";
  private static final String ARCHIVED = "a worker's first action, with archive";

  @Override
  public String name() {
    return "javac";
  }

  @Override
  public String about() {
    return "What does it cost to compile one small file, by a new javac and by the javac worker?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    Path folder = bench.folder();
    CompilerTrials trials = new CompilerTrials(folder);
    int actions = bench.size(20, 1);
    Path built = bench.samples().resolve("javac-worker/target/javac-worker");
    SmallCompilation action = prepare(bench, folder);
    Path plain = action.launcher();
    List<String> small = action.arguments();
    List<String> large = new ArrayList<>(List.of("-classpath", jars(folder)));
    large.addAll(small);
    try (MeasuredProcess worker = trials.start(built)) {
      bench
          .compare("javac, one small file")
          .side(COLD, trials.cold(javac(small)))
          .side(WARM, CompilerTrials.warm(worker, small, actions))
          .side(FIRST, trials.first(plain, small))
          .side(ARCHIVED, trials.first(built, small))
          .atMost("CPU", WARM, 1 / 30.0, COLD)
          .atMost("wall", WARM, 1 / 20.0, COLD)
          .atMost("CPU", FIRST, 1.2, COLD)
          .atMost("CPU", ARCHIVED, 0.6, COLD)
          .warmUp(bench.size(3, 1))
          .run(bench.size(9, 1));
      bench
          .compare("javac, one small file, class path of 100 jars")
          .side(COLD, trials.cold(javac(large)))
          .side(WARM, CompilerTrials.warm(worker, large, actions))
          .atMost("CPU", WARM, 1 / 15.0, COLD)
          .warmUp(bench.size(2, 0))
          .run(bench.size(7, 1));
    }
  }

  /** Lays out in {@code folder} what compiles a small file. */
  static SmallCompilation prepare(Bench bench, Path folder) throws IOException {
    Path sample = bench.samples().resolve("javac-worker");
    Files.copy(sample.resolve("src/main/launcher/Example.java"), folder.resolve("Example.java"));
    return new SmallCompilation(
        folder,
        SmallCompilation.copyWorker(sample.resolve("target/javac-worker"), folder),
        List.of("-proc:none", "-d", "out", "Example.java"),
        "-d");
  }

  /** A class path of a hundred jars: those of this program, under many names. */
  private static String jars(Path folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(":", -1)) {
      if (each.endsWith(".jar")) {
        sources.add(Path.of(each));
      }
    }
    List<String> jars = new ArrayList<>();
    for (int i = 0; i < JARS; i++) {
      Path jar = folder.resolve("lib" + i + ".jar");
      Files.copy(sources.get(i % sources.size()), jar);
      jars.add(jar.getFileName().toString());
    }
    return String.join(":", jars);
  }

  private static List<String> javac(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(arguments);
    return command;
  }
}
