package dev.perdure.samples.guile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request says to the worker itself, and what to {@code guild compile}.
 *
 * @param guile the interpreter, {@code --guile=PATH}
 * @param guild the command, {@code --guild=PATH}
 * @param strict each compilation in a process of its own that a warm one forks, {@code --strict}
 * @param audit of so many compilations one is done in both ways and compared, {@code --audit=N}; 0
 *     is none
 * @param compiledPath folders where compiled modules are looked for first, {@code
 *     --load-compiled-path=FOLDER}, joined by colons
 * @param arguments those of the command
 */
record GuileOptions(
    String guile,
    String guild,
    boolean strict,
    int audit,
    String compiledPath,
    List<String> arguments) {
  private static final int USUAL_AUDIT = 100;

  GuileOptions {
    arguments = List.copyOf(arguments);
  }

  /**
   * Parts the arguments.
   *
   * @throws IllegalArgumentException if the audit is no number
   */
  static GuileOptions parse(List<String> all) {
    String guile = "guile";
    String guild = "guild";
    boolean strict = false;
    int audit = USUAL_AUDIT;
    List<String> compiledPath = new ArrayList<>();
    List<String> arguments = new ArrayList<>(all.size());
    for (String argument : all) {
      int equals = argument.indexOf('=');
      String value = argument.substring(equals + 1);
      switch (equals < 0 ? argument : argument.substring(0, equals)) {
        case "--guile" -> guile = program(value);
        case "--guild" -> guild = program(value);
        case "--strict" -> strict = true;
        case "--audit" -> audit = Integer.parseUnsignedInt(value);
        case "--load-compiled-path" -> compiledPath.add(value);
        default -> arguments.add(argument);
      }
    }
    return new GuileOptions(guile, guild, strict, audit, String.join(":", compiledPath), arguments);
  }

  /** The worker's own directory counts, as for all tools, not that of the request. */
  private static String program(String value) {
    return value.contains("/") ? Path.of(value).toAbsolutePath().toString() : value;
  }
}
