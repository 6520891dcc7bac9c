package dev.perdure.samples.javabuilder;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A command line, taken apart. An option that comes again adds to its list, or overrides. */
final class BuilderArguments {
  private final Map<BuilderOption, List<String>> values = new EnumMap<>(BuilderOption.class);

  private BuilderArguments() {}

  /**
   * Parses and checks.
   *
   * @throws BadArgumentsException saying what is wrong
   */
  static BuilderArguments parse(List<String> arguments) throws BadArgumentsException {
    BuilderArguments parsed = new BuilderArguments();
    int next = 0;
    while (next < arguments.size()) {
      String argument = arguments.get(next++);
      BuilderOption option = BuilderOption.of(argument);
      if (option == null) {
        throw new BadArgumentsException("unknown option : '" + argument + "'");
      }
      next = parsed.read(option, arguments, next);
    }
    parsed.check();
    return parsed;
  }

  /** Reads what follows an option; returns where the next one is. */
  private int read(BuilderOption option, List<String> arguments, int start)
      throws BadArgumentsException {
    List<String> list = values.computeIfAbsent(option, it -> new ArrayList<>());
    int next = start;
    switch (option.shape()) {
      case FLAG -> {}
      case VALUE -> {
        if (next == arguments.size()) {
          throw new BadArgumentsException(option + ": missing argument");
        }
        list.clear();
        list.add(arguments.get(next++));
      }
      case LIST -> next = readList(list, arguments, start, "-");
      case LIST_TO_OPTION -> next = readList(list, arguments, start, "--");
      case UNTIL_DASHES -> {
        int end = start + arguments.subList(start, arguments.size()).indexOf("--");
        if (end < start) {
          throw new BadArgumentsException(option + " should be terminated by `--`");
        }
        list.addAll(arguments.subList(start, end));
        next = end + 1;
      }
    }
    return next;
  }

  /** Adds all arguments up to one that begins with {@code end}; returns where that one is. */
  private static int readList(List<String> list, List<String> arguments, int start, String end) {
    int next = start;
    while (next < arguments.size() && !arguments.get(next).startsWith(end)) {
      list.add(arguments.get(next++));
    }
    return next;
  }

  private void check() throws BadArgumentsException {
    for (BuilderOption option : List.of(BuilderOption.TARGET_LABEL, BuilderOption.OUTPUT)) {
      if (!has(option)) {
        throw new BadArgumentsException(option + " is required");
      }
    }
    if (!one(BuilderOption.TARGET_LABEL).contains(":")) {
      throw new BadArgumentsException(
          "--target_label must be a canonical label (containing a `:`)");
    }
    for (String processor : all(BuilderOption.PROCESSORS)) {
      if (processor.contains(",")) {
        throw new BadArgumentsException("processor argument may not contain commas: " + processor);
      }
    }
    List<String> after = all(BuilderOption.POST_PROCESSOR);
    if (has(BuilderOption.POST_PROCESSOR) && (after.size() < 2 || !after.get(0).equals("jacoco"))) {
      throw new BadArgumentsException("--post_processor: expected jacoco and a file: " + after);
    }
  }

  boolean has(BuilderOption option) {
    return values.containsKey(option);
  }

  /** The arguments of an option; none if it is not there. */
  List<String> all(BuilderOption option) {
    return values.getOrDefault(option, List.of());
  }

  /** The argument of an option that is there. */
  String one(BuilderOption option) {
    return all(option).get(0);
  }

  /** The label of the target. Bazel adds an at sign to those that begin with one. */
  String label() {
    String label = one(BuilderOption.TARGET_LABEL);
    return label.startsWith("@@") ? label.substring(1) : label;
  }

  /**
   * The argument of an option, as a constant of {@code type}; {@code absent} if it is not there.
   */
  <E extends Enum<E>> E constant(BuilderOption option, Class<E> type, E absent)
      throws BadArgumentsException {
    if (!has(option)) {
      return absent;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(one(option))) {
        return constant;
      }
    }
    throw new BadArgumentsException(
        option + ": expected one of " + List.of(type.getEnumConstants()) + ": " + one(option));
  }
}
