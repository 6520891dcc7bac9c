package dev.perdure.samples.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Builds all actions in several ways, with as many at once as each way can do. */
final class Builds {
  private final Path folder;
  private final Path classPath;
  private final List<String> sources;

  /** Sources are in {@code src} of the folder, and class files to compare with in {@code cold}. */
  Builds(Path folder, Path classPath, List<String> sources) {
    this.folder = folder;
    this.classPath = classPath;
    this.sources = sources;
  }

  /** Builds in each way, one after the other. */
  List<BuildTime> run(List<BuildWay> ways) throws Exception {
    List<BuildTime> times = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      times.add(run(ways.get(i), "build-" + (i + 1)));
    }
    return times;
  }

  private BuildTime run(BuildWay way, String output) throws Exception {
    double millis;
    ExecutorService threads = Executors.newFixedThreadPool(way.atOnce());
    try (Compiler compiler = way.compiler().get()) {
      long start = System.nanoTime();
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        List<String> arguments =
            Comparison.arguments(classPath, output + "/" + Comparison.folder(i), sources.get(i));
        outcomes.add(threads.submit(() -> compiler.compile(arguments)));
      }
      for (int i = 0; i < sources.size(); i++) {
        outcome(outcomes.get(i)).check(compiler.name(), sources.get(i));
      }
      millis = (System.nanoTime() - start) / 1e6;
    } finally {
      threads.shutdownNow();
    }
    for (int i = 0; i < sources.size(); i++) {
      String action = Comparison.folder(i);
      ClassFiles.compare(
          sources.get(i),
          folder.resolve("cold").resolve(action),
          folder.resolve(output).resolve(action));
    }
    return new BuildTime(way.name(), way.kind(), way.atOnce(), millis);
  }

  private static Outcome outcome(Future<Outcome> outcome) throws Exception {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
