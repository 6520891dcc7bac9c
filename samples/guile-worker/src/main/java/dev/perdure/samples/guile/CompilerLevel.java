package dev.perdure.samples.guile;

import java.util.List;

/**
 * Tells which compiler {@code guild compile} loads before it looks at its files. That depends on
 * the optimization level, and on options that few builds use.
 */
final class CompilerLevel {
  /** The level of a command that names none; Guile decides which that is. */
  static final String USUAL = "usual";

  /** The level of a command about which nothing is known: nothing is loaded in advance. */
  static final String UNKNOWN = "unknown";

  private CompilerLevel() {}

  /** A digit, {@link #USUAL} or {@link #UNKNOWN}. */
  static String of(List<String> arguments) {
    String level = USUAL;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("-")) {
        continue; // It is a file.
      }
      String option = option(argument);
      boolean attached = argument.length() > option.length();
      if (option.isEmpty() || (!attached && ++i == arguments.size())) {
        return UNKNOWN;
      }
      if (option.equals("-O") || option.startsWith("--optimize")) {
        level = attached ? argument.substring(option.length()) : arguments.get(i);
        if (level.length() != 1 || !Character.isDigit(level.charAt(0))) {
          return UNKNOWN; // It is the name of a pass, or an error.
        }
      }
    }
    return level;
  }

  /** The option, with the equals sign of a long one, or empty if it is not one of these. */
  private static String option(String argument) {
    if (argument.startsWith("--")) {
      for (String name : List.of("--load-path", "--output", "--warn", "--optimize")) {
        if (argument.equals(name)) {
          return name;
        }
        if (argument.startsWith(name + "=")) {
          return name + "=";
        }
      }
      return "";
    }
    return argument.length() > 1 && "LoWO".indexOf(argument.charAt(1)) >= 0
        ? argument.substring(0, 2)
        : "";
  }
}
