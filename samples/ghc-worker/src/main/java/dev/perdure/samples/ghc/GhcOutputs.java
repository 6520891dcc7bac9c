package dev.perdure.samples.ghc;

import dev.perdure.worker.PathArguments;
import dev.perdure.worker.WorkContext;
import java.util.List;

/** The files and folders that the compiler writes, according to its arguments. */
final class GhcOutputs {
  private static final PathArguments OUTPUTS = outputs();

  private GhcOutputs() {}

  private static PathArguments outputs() {
    PathArguments outputs =
        PathArguments.create().output("-o", "-dyno", "-hpcdir", "-dep-makefile");
    for (String option :
        List.of(
            "-ohi",
            "-dynohi",
            "-odir",
            "-hidir",
            "-hiedir",
            "-stubdir",
            "-dumpdir",
            "-outputdir",
            "-ddump-file-prefix")) {
      // The value is the next argument, or follows the name, with or without an equals sign.
      outputs = outputs.output(option, option + "=", option + "*");
    }
    return outputs;
  }

  /**
   * Rejects a request that writes through a symlink out of its sandbox directory.
   *
   * @throws IllegalArgumentException as for {@link WorkContext#resolveOutput}
   */
  static void check(List<String> arguments, WorkContext context) {
    // GHC runs in the sandbox directory, so it gets the arguments as they are: other paths would be
    // other bytes in what it writes.
    List<String> unused = OUTPUTS.relocate(arguments, context);
  }
}
