package dev.perdure.samples.javac;

import com.sun.tools.javac.main.CommandLine;
import com.sun.tools.javac.main.Option;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that javac itself takes from its environment, before all others. Nobody can keep it
 * from that, so those that name a path relative to the worker's directory are no use to a request
 * of another directory.
 */
final class EnvironmentOptions {
  static final String NAME = "JDK_JAVAC_OPTIONS";

  private EnvironmentOptions() {}

  /** Those of this process; none if they are so wrong that javac complains. */
  static List<String> read() {
    if (System.getenv(NAME) == null) {
      return List.of();
    }
    try {
      return List.copyOf(CommandLine.parse(NAME, List.of()));
    } catch (CommandLine.UnmatchedQuote | IOException e) {
      return List.of();
    }
  }

  static boolean setClassPath(List<String> options) {
    return JavacArgument.split(options).stream()
        .anyMatch(argument -> argument.option() == Option.CLASS_PATH);
  }

  /** The relative paths in {@code options}. */
  static List<String> relativePaths(List<String> options) {
    List<String> relative = new ArrayList<>();
    ArgumentRelocation search =
        new ArgumentRelocation(
            path -> {
              if (!Path.of(path).isAbsolute()) {
                relative.add(path);
              }
              return Path.of(path);
            });
    search.relocate(options);
    return relative;
  }
}
