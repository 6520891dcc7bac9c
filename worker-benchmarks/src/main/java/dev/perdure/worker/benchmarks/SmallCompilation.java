package dev.perdure.worker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One small file, and a worker that compiles it.
 *
 * @param folder where the worker runs
 * @param launcher starts the worker without an archive, with its files beside it
 * @param arguments of the compilation
 * @param outputOption the one among them that the folder of the output follows
 */
record SmallCompilation(Path folder, Path launcher, List<String> arguments, String outputOption) {
  private static final String OPTIONS = ".options";

  /** Copies a sample's worker into {@code folder}, without its archive. */
  static Path copyWorker(Path built, Path folder) throws IOException {
    Path copy = folder.resolve(built.getFileName());
    for (String suffix : List.of("", ".jar", OPTIONS)) {
      Files.copy(Path.of(built + suffix), Path.of(copy + suffix));
    }
    return copy;
  }

  /** The launcher of the same worker with more flags for its JVM. */
  Path withFlags(String name, List<String> flags) throws IOException {
    Path other = launcher.resolveSibling(name);
    for (String suffix : List.of("", ".jar")) {
      Files.createSymbolicLink(Path.of(other + suffix), Path.of(launcher + suffix));
    }
    String options = Files.readString(Path.of(launcher + OPTIONS));
    Files.writeString(Path.of(other + OPTIONS), options + String.join("\n", flags) + "\n");
    return other;
  }

  /** The arguments of the same compilation into another folder, which is made. */
  List<String> argumentsInto(String output) throws IOException {
    Files.createDirectories(folder.resolve(output));
    List<String> others = new ArrayList<>(arguments);
    others.set(others.indexOf(outputOption) + 1, output);
    return others;
  }
}
