package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import dev.perdure.worker.PathArguments;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rewrites the paths among javac's arguments, for a request whose files are not in the process's
 * working directory. Argument files are read for this, since they may contain paths.
 */
final class JavacPaths {
  private static final Set<Option> CLASS_PATH = EnumSet.of(Option.CLASS_PATH);

  private static final PathArguments PATHS =
      PathArguments.create()
          .value(names(apart()))
          .files(names(PathOptions.READ))
          .classPath(names(CLASS_PATH))
          .files(names(PathOptions.FOLDERS))
          .keyedFiles(names(PathOptions.OF_MODULES))
          .fileOr("none", names(EnumSet.of(Option.SYSTEM)))
          .output(names(PathOptions.WRITTEN))
          .output(names(EnumSet.of(Option.XSTDOUT)))
          .operands(".java");

  private JavacPaths() {}

  /** The options whose value is the next argument. */
  private static List<Option> apart() {
    return Arrays.stream(Option.values()).filter(Option::hasSeparateArg).toList();
  }

  private static String[] names(Collection<Option> options) {
    return options.stream().flatMap(option -> Stream.of(option.names)).toArray(String[]::new);
  }

  /**
   * Resolves the paths by {@code context}.
   *
   * @throws IllegalArgumentException if a path leaves the sandbox directory
   */
  static List<String> relocate(List<String> arguments, WorkContext context) {
    return PATHS.relocate(withFiles(arguments, context::resolve), context);
  }

  /** Resolves every path by {@code resolve}. */
  static List<String> rewrite(List<String> arguments, Function<String, Path> resolve) {
    return PATHS.rewrite(
        withFiles(arguments, resolve), path -> resolve.apply(path).normalize().toString());
  }

  /** Replaces argument files by their arguments. */
  private static List<String> withFiles(List<String> arguments, Function<String, Path> resolve) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("@") && argument.length() > 1 && !argument.startsWith("@@")) {
        addFile(resolve.apply(argument.substring(1)), all);
      } else {
        all.add(argument);
      }
    }
    return all;
  }

  private static void addFile(Path file, List<String> all) {
    try {
      for (String argument : ArgumentFile.read(file)) {
        // Argument files can't be nested: what looks like one is an ordinary argument.
        all.add(argument.startsWith("@") ? "@" + argument : argument);
      }
    } catch (IOException e) {
      all.add("@" + file); // javac will report what is wrong with it.
    }
  }
}
