package dev.perdure.samples.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A way to build all actions.
 *
 * @param name how it builds
 * @param kind {@code cold} or {@code worker}
 * @param atOnce how many actions run at once
 * @param compiler starts what compiles
 */
record BuildWay(String name, String kind, int atOnce, Supplier<Compiler> compiler) {
  /** Without workers, with one, two and four of them, and with one multiplex worker. */
  static List<BuildWay> all(Path launcher, Path folder) {
    int processors = Runtime.getRuntime().availableProcessors();
    return List.of(
        new BuildWay("no worker", "cold", processors, () -> new ColdJavac(folder)),
        workers("1 worker", 1, launcher, folder),
        workers("2 workers", 2, launcher, folder),
        workers("4 workers", 4, launcher, folder),
        new BuildWay(
            "1 multiplex worker", "worker", 4, () -> WorkerJavac.multiplex(launcher, folder, 4)));
  }

  private static BuildWay workers(String name, int count, Path launcher, Path folder) {
    return new BuildWay(
        name, "worker", count, () -> WorkerJavac.singleplex(launcher, folder, count));
  }
}
