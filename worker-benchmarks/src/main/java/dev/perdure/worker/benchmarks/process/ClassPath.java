package dev.perdure.worker.benchmarks.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** This program's own class path, and parts of it for the programs that it starts. */
public final class ClassPath {
  private ClassPath() {}

  /** All of it. */
  public static String all() {
    return System.getProperty("java.class.path");
  }

  /**
   * The jars and folders of these modules, such as {@code worker-core}, in this order.
   *
   * @throws IllegalStateException if one is not there
   */
  public static List<Path> of(String... modules) {
    List<Path> paths = new ArrayList<>();
    for (String module : modules) {
      paths.add(
          Arrays.stream(all().split(File.pathSeparator))
              .filter(
                  it -> it.contains("/" + module + "/target/") || it.contains("/" + module + "-"))
              .findFirst()
              .map(Path::of)
              .orElseThrow(
                  () -> new IllegalStateException(module + " is not on the class path " + all())));
    }
    return paths;
  }

  /** The {@code java} of the JDK that runs this program. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
