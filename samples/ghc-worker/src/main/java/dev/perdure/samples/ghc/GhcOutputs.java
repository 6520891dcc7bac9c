package dev.perdure.samples.ghc;

import dev.perdure.worker.WorkContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files and folders that the compiler writes, according to its arguments. */
final class GhcOutputs {
  /** The value of these options is the next argument. */
  private static final String APART = "o|dyno|hpcdir|dep-makefile";

  /**
   * The value of these is the next argument, or follows the name, with or without an equals sign.
   */
  private static final String JOINED =
      "ohi|dynohi|odir|hidir|hiedir|stubdir|dumpdir|outputdir|ddump-file-prefix";

  private static final Pattern OPTION =
      Pattern.compile("-(?:(?:" + APART + ")|(?:" + JOINED + ")(?:=?(.+))?)");

  private GhcOutputs() {}

  /**
   * Rejects a request that writes through a symlink out of its sandbox directory.
   *
   * @throws IllegalArgumentException as for {@link WorkContext#resolveOutput}
   */
  static void check(List<String> arguments, WorkContext context) {
    for (int i = 0; i < arguments.size(); i++) {
      Matcher option = OPTION.matcher(arguments.get(i));
      if (option.matches()) {
        String value = option.group(1);
        if (value != null) {
          context.resolveOutput(value);
        } else if (i + 1 < arguments.size()) {
          context.resolveOutput(arguments.get(++i));
        }
      }
    }
  }
}
