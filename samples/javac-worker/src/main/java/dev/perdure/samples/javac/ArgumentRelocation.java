package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import dev.perdure.worker.WorkContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the paths among javac's arguments, for a request whose files are not in the process's
 * working directory. Argument files are read for this, since they may contain paths.
 */
final class ArgumentRelocation {
  private static final Pattern PATH_OF_MODULE = Pattern.compile("([^=/:]+=)(.*)");

  private final Function<String, Path> resolve;
  private final Function<String, Path> resolveOutput;

  /**
   * Resolves paths by {@code context}; {@link #relocate} then throws an IllegalArgumentException if
   * a path leaves the sandbox directory.
   */
  ArgumentRelocation(WorkContext context) {
    this(context::resolve, context::resolveOutput);
  }

  /** Resolves every path by {@code resolve}. */
  ArgumentRelocation(Function<String, Path> resolve) {
    this(resolve, resolve);
  }

  private ArgumentRelocation(Function<String, Path> resolve, Function<String, Path> resolveOutput) {
    this.resolve = resolve;
    this.resolveOutput = resolveOutput;
  }

  List<String> relocate(List<String> arguments) {
    List<String> relocated = new ArrayList<>();
    for (JavacArgument argument : JavacArgument.split(withFiles(arguments))) {
      Option option = argument.option();
      String value = argument.value();
      if (value == null) {
        relocated.add(argument.head());
      } else {
        argument.addTo(relocated, option == null ? operand(value) : value(option, value));
      }
    }
    return relocated;
  }

  /** Replaces argument files by their arguments; a file that can't be read stays. */
  private List<String> withFiles(List<String> arguments) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("@") && argument.length() > 1 && !argument.startsWith("@@")) {
        try {
          for (String read : ArgumentFile.read(resolve.apply(argument.substring(1)))) {
            // Argument files can't be nested: what looks like one is an ordinary argument.
            all.add(read.startsWith("@") ? "@" + read : read);
          }
          continue;
        } catch (IOException e) {
          // javac will report what is wrong with it.
        }
      }
      all.add(argument);
    }
    return all;
  }

  private String operand(String argument) {
    if (argument.startsWith("@") && argument.length() > 1 && !argument.startsWith("@@")) {
      return "@" + resolve.apply(argument.substring(1));
    }
    return argument.endsWith(".java") ? path(argument) : argument;
  }

  private String value(Option option, String value) {
    if (PathOptions.READ.contains(option) || PathOptions.FOLDERS.contains(option)) {
      return paths(value, option == Option.CLASS_PATH);
    }
    if (PathOptions.WRITTEN.contains(option) || option == Option.XSTDOUT) {
      return resolveOutput.apply(value.isEmpty() ? "." : value).normalize().toString();
    }
    if (PathOptions.OF_MODULES.contains(option)) {
      Matcher ofModule = PATH_OF_MODULE.matcher(value);
      return ofModule.matches()
          ? ofModule.group(1) + paths(ofModule.group(2), false)
          : paths(value, false);
    }
    boolean isHome = option == Option.SYSTEM && !value.equals("none") && !value.isEmpty();
    return isHome ? path(value) : value;
  }

  private String paths(String value, boolean isClassPath) {
    StringJoiner joined = new StringJoiner(File.pathSeparator);
    for (String element : value.split(File.pathSeparator, -1)) {
      // An empty element is the working directory in a class path, and nothing in other paths.
      joined.add(element.isEmpty() ? isClassPath ? path(".") : "" : path(element));
    }
    return joined.toString();
  }

  private String path(String path) {
    return resolve.apply(path).normalize().toString();
  }
}
