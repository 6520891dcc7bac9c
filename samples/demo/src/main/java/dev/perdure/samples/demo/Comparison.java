package dev.perdure.samples.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs every action both ways, one directly after the other, so that other activity of the machine
 * affects both.
 */
final class Comparison {
  private final Path folder;
  private final Path classPath;
  private final Progress progress;
  private final List<Double> coldMillis = new ArrayList<>();
  private final List<Double> workerMillis = new ArrayList<>();
  private final List<Double> coldCpu = new ArrayList<>();
  private final List<Double> workerCpu = new ArrayList<>();
  private int classFiles;

  /** Sources are in {@code src} of the folder; the class files go into separate folders there. */
  Comparison(Path folder, Path classPath, Progress progress) {
    this.folder = folder;
    this.classPath = classPath;
    this.progress = progress;
  }

  DemoResult run(String library, List<String> sources, Compiler cold, Compiler worker)
      throws Exception {
    for (String source : sources) {
      String number = folder(coldMillis.size());
      coldMillis.add(compile(cold, source, "cold/" + number, coldCpu));
      workerMillis.add(compile(worker, source, "worker/" + number, workerCpu));
      classFiles +=
          ClassFiles.compare(
              source, folder.resolve("cold/" + number), folder.resolve("worker/" + number));
      progress.step(sum(coldMillis), sum(workerMillis));
    }
    return new DemoResult(
        library,
        sources,
        List.of(),
        classFiles,
        new Series("a javac per action", coldMillis, coldCpu, cold.peakMemory()),
        new Series("one javac-worker", workerMillis, workerCpu, worker.peakMemory()));
  }

  private double compile(Compiler compiler, String source, String output, List<Double> cpuMillis)
      throws Exception {
    List<String> arguments = arguments(classPath, output, source);
    double cpuBefore = compiler.cpuMillis();
    Outcome outcome = compiler.compile(arguments);
    cpuMillis.add(compiler.cpuMillis() - cpuBefore);
    outcome.check(compiler.name(), source);
    return outcome.millis();
  }

  /** The arguments that compile one source into a folder. */
  static List<String> arguments(Path classPath, String output, String source) {
    return List.of(
        "-implicit:none",
        "-proc:none",
        "-encoding",
        "UTF-8",
        "-classpath",
        classPath.toString(),
        "-d",
        output,
        "src/" + source);
  }

  /** The name of an action's folder, by its place from 0 on. */
  static String folder(int action) {
    return String.format(Locale.ROOT, "%03d", action + 1);
  }

  private static double sum(List<Double> millis) {
    return millis.stream().mapToDouble(Double::doubleValue).sum();
  }
}
