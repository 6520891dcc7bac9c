package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that javac itself reads from its environment, before all others. This can't be
 * prevented. So if they have relative paths, which are relative to the worker's directory, they are
 * wrong for a request in another directory.
 */
final class EnvironmentOptions {
  static final String NAME = "JDK_JAVAC_OPTIONS";

  private EnvironmentOptions() {}

  /** The options of this process; none if they are so wrong that javac reports an error. */
  static List<String> read() {
    String value = System.getenv(NAME);
    return value == null ? List.of() : split(value);
  }

  /**
   * The options in {@code value}: words separated by white space, with quotes of both kinds, in
   * which a backslash has no meaning. None if a quote is not closed. (javac's own reader has
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
    List<String> unused =
        JavacPaths.rewrite(
            options,
            path -> {
              if (!Path.of(path).isAbsolute()) {
                relative.add(path);
              }
              return Path.of(path);
            });
    return relative;
  }
}
