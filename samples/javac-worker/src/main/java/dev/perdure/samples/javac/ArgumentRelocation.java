package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Rewrites the paths among javac's arguments, for a request whose files are not in the process's
 * working directory. Paths inside javac's own argument files stay as they are: the client expands
 * its flagfiles before a worker sees them (F6).
 */
final class ArgumentRelocation {
  /** Options that take paths, after {@code module=} or alone. */
  private static final Set<Option> MODULE_PATHS =
      EnumSet.of(Option.PATCH_MODULE, Option.MODULE_SOURCE_PATH);

  private final Function<String, Path> resolve;

  ArgumentRelocation(Function<String, Path> resolve) {
    this.resolve = resolve;
  }

  List<String> relocate(List<String> arguments) {
    List<String> relocated = new ArrayList<>();
    boolean classPath = false;
    for (JavacArgument argument : JavacArgument.split(arguments)) {
      Option option = argument.option();
      String value = argument.value();
      classPath |= option == Option.CLASS_PATH;
      if (value == null) {
        relocated.add(argument.head());
      } else if (option == null) {
        relocated.add(operand(value));
      } else if (argument.isInline()) {
        relocated.add(argument.head() + value(option, value));
      } else {
        relocated.add(argument.head());
        relocated.add(value(option, value));
      }
    }
    if (!classPath && !arguments.isEmpty() && System.getenv("CLASSPATH") == null) {
      // javac's default is the working directory, which for this request is another.
      relocated.add(0, resolve.apply(".").normalize().toString());
      relocated.add(0, "-classpath");
    }
    return relocated;
  }

  private String operand(String argument) {
    if (argument.startsWith("@") && !argument.startsWith("@@")) {
      return "@" + resolve.apply(argument.substring(1));
    }
    return argument.endsWith(".java") ? resolve.apply(argument).toString() : argument;
  }

  private String value(Option option, String value) {
    if (PathOptions.ALL.contains(option)) {
      return paths(value);
    }
    if (MODULE_PATHS.contains(option)) {
      int paths = value.indexOf('=') + 1;
      return value.substring(0, paths) + paths(value.substring(paths));
    }
    return value;
  }

  private String paths(String value) {
    StringJoiner joined = new StringJoiner(File.pathSeparator);
    for (String path : value.split(File.pathSeparator, -1)) {
      joined.add(resolve.apply(path.isEmpty() ? "." : path).normalize().toString());
    }
    return joined.toString();
  }
}
