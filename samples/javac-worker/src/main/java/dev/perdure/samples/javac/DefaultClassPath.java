package dev.perdure.samples.javac;

import java.util.ArrayList;
import java.util.List;

/**
 * The class path of a compilation without one: as for the javac command, that of the environment,
 * else the working directory. Inside of another program javac would take that program's own.
 */
final class DefaultClassPath {
  private static final String CLASSPATH = "CLASSPATH";
  private static final String DEFAULT = ".";

  private DefaultClassPath() {}

  /**
   * Puts it first: whatever else sets a class path, be it in an argument file, overrides it.
   *
   * @param before options that javac sees before {@code arguments}
   */
  static List<String> addTo(List<String> arguments, List<String> before) {
    if (arguments.isEmpty() || EnvironmentOptions.setClassPath(before)) {
      return arguments; // Without any, javac tells how it is used.
    }
    String set = System.getenv(CLASSPATH);
    List<String> all = new ArrayList<>(List.of("-classpath", set == null ? DEFAULT : set));
    all.addAll(arguments);
    return all;
  }
}
