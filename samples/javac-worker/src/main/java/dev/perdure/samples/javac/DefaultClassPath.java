package dev.perdure.samples.javac;

import java.util.ArrayList;
import java.util.List;

/**
 * The class path of a compilation without one: as with the javac command, that of the environment,
 * otherwise the working directory. Inside another program, javac would use that program's own class
 * path.
 */
final class DefaultClassPath {
  private static final String CLASSPATH = "CLASSPATH";
  private static final String DEFAULT = ".";

  private DefaultClassPath() {}

  /**
   * Adds it as the first argument, so that any other argument, also in an argument file, overrides
   * it.
   *
   * @param before options that javac sees before {@code arguments}
   */
  static List<String> addTo(List<String> arguments, List<String> before) {
    if (arguments.isEmpty() || EnvironmentOptions.setClassPath(before)) {
      return arguments; // Without arguments, javac prints its usage.
    }
    String set = System.getenv(CLASSPATH);
    List<String> all = new ArrayList<>(List.of("-classpath", set == null ? DEFAULT : set));
    all.addAll(arguments);
    return all;
  }
}
