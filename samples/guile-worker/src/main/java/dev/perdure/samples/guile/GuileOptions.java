package dev.perdure.samples.guile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of a request for the worker itself, and the arguments for {@code guild compile}.
 *
 * @param guile the interpreter, {@code --guile=PATH}; empty to let {@code guild} choose
 * @param guild the command, {@code --guild=PATH}
 * @param compiledPath the folders in which compiled modules are searched first, {@code
 *     --load-compiled-path=FOLDER}, joined by colons
 * @param arguments the arguments of the command
 */
record GuileOptions(String guile, String guild, String compiledPath, List<String> arguments) {
  GuileOptions {
    arguments = List.copyOf(arguments);
  }

  /** Separates the arguments. */
  static GuileOptions parse(List<String> all) {
    String guile = "";
    String guild = "guild";
    List<String> compiledPath = new ArrayList<>();
    List<String> arguments = new ArrayList<>(all.size());
    for (String argument : all) {
      int equals = argument.indexOf('=');
      String value = argument.substring(equals + 1);
      switch (equals < 0 ? "" : argument.substring(0, equals)) {
        case "--guile" -> guile = program(value);
        case "--guild" -> guild = program(value);
        case "--load-compiled-path" -> compiledPath.add(value);
        default -> arguments.add(argument);
      }
    }
    return new GuileOptions(guile, guild, String.join(":", compiledPath), arguments);
  }

  /**
   * A path is relative to the worker's own directory, as for all tools, not to that of the request.
   */
  private static String program(String value) {
    return value.contains("/") ? Path.of(value).toAbsolutePath().toString() : value;
  }
}
