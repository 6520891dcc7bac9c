package dev.perdure.samples.javabuilder;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options for the compiler, in the order in which Bazel's own builder hands them on:
 * toolchains, packages and targets each add theirs, and the last one shall win.
 *
 * @param javac for javac
 * @param werror the warnings that are errors
 * @param release whether javac compiles for an older release by its own knowledge of that
 */
record JavacOptions(List<String> javac, WarningsAsErrors werror, boolean release) {
  /** Error Prone's plugin, which takes its options in the same argument. */
  private static final String ERROR_PRONE = "-Xplugin:ErrorProne";

  JavacOptions {
    javac = List.copyOf(javac);
  }

  /**
   * Sorts the options. Those of Error Prone ({@code -Xep}) are given to its plugin if there is one,
   * else left out: Bazel adds them for a checker that is part of its own builder.
   */
  static JavacOptions of(List<String> given) throws BadArgumentsException {
    return new Sorting().sort(given);
  }

  private static final class Sorting {
    private final List<String> others = new ArrayList<>();
    private final List<String> errorProne = new ArrayList<>();
    private final LintOptions lint = new LintOptions();
    private final WarningsAsErrors werror = new WarningsAsErrors();
    private @Nullable String source;
    private @Nullable String target;
    private @Nullable String release;
    private boolean parameters;

    JavacOptions sort(List<String> given) throws BadArgumentsException {
      Iterator<String> options = given.iterator();
      while (options.hasNext()) {
        take(options.next(), options);
      }
      List<String> javac = new ArrayList<>(List.of("-implicit:none"));
      for (String option : others) {
        javac.add(option.startsWith(ERROR_PRONE) ? withOptions(option) : option);
      }
      javac.addAll(lint.options());
      addPair(javac, "--release", release);
      addPair(javac, "-source", source);
      addPair(javac, "-target", target);
      if (parameters) {
        javac.add("-parameters");
      }
      return new JavacOptions(javac, werror, release != null);
    }

    private void take(String option, Iterator<String> rest) throws BadArgumentsException {
      if (lint.take(option) || werror.take(option) || takeRelease(option, rest)) {
        return;
      }
      switch (option) {
        case "-parameters" -> parameters = true;
        case "-XDnoparameters" -> parameters = false;
        case "-processor", "-processorpath" ->
            throw new BadArgumentsException(
                "Using "
                    + option
                    + " in javacopts is no longer supported. Use a java_plugin() rule instead.");
        default -> {
          if (option.startsWith("-Xep")) {
            errorProne.add(option);
          } else if (!option.startsWith("-J")) {
            others.add(option);
          }
        }
      }
    }

    private boolean takeRelease(String option, Iterator<String> rest) throws BadArgumentsException {
      switch (option) {
        case "-source" -> source = value(option, rest);
        case "-target" -> target = value(option, rest);
        case "--release" -> setRelease(value(option, rest));
        default -> {
          if (!option.startsWith("--release=")) {
            return false;
          }
          setRelease(option.substring("--release=".length()));
          return true;
        }
      }
      if (!option.equals("--release")) {
        release = null;
      }
      return true;
    }

    private void setRelease(String value) {
      release = value;
      source = null;
      target = null;
    }

    private static String value(String option, Iterator<String> rest) throws BadArgumentsException {
      if (!rest.hasNext()) {
        throw new BadArgumentsException(option + ": missing argument");
      }
      return rest.next();
    }

    private String withOptions(String plugin) {
      return String.join(" ", plugin, String.join(" ", errorProne)).trim();
    }

    private static void addPair(List<String> options, String option, @Nullable String value) {
      if (value != null) {
        options.add(option);
        options.add(value);
      }
    }
  }
}
