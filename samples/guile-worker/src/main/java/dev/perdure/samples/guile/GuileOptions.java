package dev.perdure.samples.guile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request says to the worker itself, and what to {@code guild compile}.
 *
 * @param guile the interpreter, {@code --guile=PATH}; empty if {@code guild} knows best
 * @param guild the command, {@code --guild=PATH}
 * @param compiledPath folders where compiled modules are looked for first, {@code
 *     --load-compiled-path=FOLDER}, joined by colons
 * @param arguments those of the command
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

  /** The worker's own directory counts, as for all tools, not that of the request. */
  private static String program(String value) {
    return value.contains("/") ? Path.of(value).toAbsolutePath().toString() : value;
  }
}
