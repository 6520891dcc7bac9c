package dev.perdure.samples.guile;

import dev.perdure.worker.WorkContext;
import java.util.List;

/** The file that guild writes, according to its arguments. */
final class GuildOutputs {
  private static final String SHORT = "-o";
  private static final String LONG = "--output";

  private GuildOutputs() {}

  /**
   * Rejects a request that writes through a symlink out of its sandbox directory.
   *
   * @throws IllegalArgumentException as for {@link WorkContext#resolveOutput}
   */
  static void check(List<String> arguments, WorkContext context) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(LONG + "=")) {
        context.resolveOutput(argument.substring(LONG.length() + 1));
      } else if ((argument.equals(SHORT) || argument.equals(LONG)) && i + 1 < arguments.size()) {
        context.resolveOutput(arguments.get(++i));
      } else if (argument.startsWith(SHORT) && argument.length() > SHORT.length()) {
        context.resolveOutput(argument.substring(SHORT.length()));
      }
    }
  }
}
