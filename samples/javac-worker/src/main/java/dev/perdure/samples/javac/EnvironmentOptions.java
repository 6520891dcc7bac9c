package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
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
    String value = System.getenv(NAME);
    return value == null ? List.of() : split(value);
  }

  /**
   * The options in {@code value}: words with white space between, and quotes of both kinds, inside
   * of which a backslash is no escape. None if a quote is not closed. (javac's own reader has
   * another name in each JDK.)
   */
  static List<String> split(String value) {
    List<String> options = new ArrayList<>();
    StringBuilder option = null;
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char read = value.charAt(i);
      if (quote == 0 && Character.isWhitespace(read)) {
        if (option != null) {
          options.add(option.toString());
          option = null;
        }
        continue;
      }
      if (option == null) {
        option = new StringBuilder();
      }
      if (read == quote) {
        quote = 0;
      } else if (quote == 0 && (read == '"' || read == '\'')) {
        quote = read;
      } else {
        option.append(read);
      }
    }
    if (option != null) {
      options.add(option.toString());
    }
    return quote == 0 ? options : List.of();
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
