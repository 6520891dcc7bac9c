package dev.perdure.worker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Flagfiles as Bazel's client treats them (F1, F6). */
public final class Flagfiles {
  private static final Pattern LABEL = Pattern.compile("@.*//.*");

  private Flagfiles() {}

  /**
   * Whether Bazel treats the argument as a flagfile, so that it becomes a part of the request:
   * {@code @x}, {@code -flagfile=x} or {@code --flagfile=x}, but neither {@code @@x} nor a label
   * such as {@code @repo//x}.
   */
  public static boolean isFlagfile(String argument) {
    return isAtFile(argument)
        || argument.startsWith("-flagfile=")
        || argument.startsWith("--flagfile=");
  }

  /**
   * The arguments of the request. {@code @x} is replaced by the lines of file {@code x}. Each line
   * is an argument, which can itself be a flagfile, and an empty line is an empty argument. Nothing
   * is unquoted, and {@code --flagfile=x} is left to the worker.
   *
   * @throws UncheckedIOException if a file can't be read
   * @throws IllegalArgumentException if a file includes itself
   */
  public static List<String> expand(List<String> arguments, ExecutionRoot root) {
    List<String> expanded = new ArrayList<>();
    arguments.forEach(argument -> expand(argument, root, new ArrayDeque<>(), expanded));
    return expanded;
  }

  private static void expand(
      String argument, ExecutionRoot root, Deque<String> including, List<String> expanded) {
    if (!isAtFile(argument)) {
      expanded.add(argument);
      return;
    }
    String path = argument.substring(1);
    if (including.contains(path)) {
      throw new IllegalArgumentException("flagfile includes itself: " + path);
    }
    including.push(path);
    try {
      for (String line : Files.readAllLines(root.resolve(path))) {
        expand(line, root, including, expanded);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("flagfile can't be read: " + path, e);
    }
    including.pop();
  }

  private static boolean isAtFile(String argument) {
    return argument.length() > 1
        && argument.startsWith("@")
        && !argument.startsWith("@@")
        && !LABEL.matcher(argument).matches();
  }
}
