package dev.perdure.samples.ghc;

import dev.perdure.worker.WorkContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files and folders that the arguments of the compiler say it writes. */
final class GhcOutputs {
  /** These take the next argument. */
  private static final String APART = "o|dyno|hpcdir|dep-makefile";

  /** These take it, or what is behind their own name, after an equals sign or none. */
  private static final String JOINED =
      "ohi|dynohi|odir|hidir|hiedir|stubdir|dumpdir|outputdir|ddump-file-prefix";

  private static final Pattern OPTION =
      Pattern.compile("-(?:(?:" + APART + ")|(?:" + JOINED + ")(?:=?(.+))?)");

  private GhcOutputs() {}

  /**
   * Refuses a request that writes through a symlink out of its sandbox directory.
   *
   * @throws IllegalArgumentException as {@link WorkContext#resolveOutput}
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
