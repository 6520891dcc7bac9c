package dev.perdure.worker.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expands flagfiles in the arguments of a one-shot run, as the client does for a worker (F6): {@code
 * @file}, recursively; and {@code -flagfile=file} and {@code --flagfile=file}, which the client
 * leaves to the tool. Files are UTF-8, named relative to the execution root.
 */
final class Flagfiles {
  private final Path executionRoot;
  private final boolean shell;

  Flagfiles(Path executionRoot, boolean shell) {
    this.executionRoot = executionRoot;
    this.shell = shell;
  }

  /**
   * The arguments with every flagfile replaced by what it holds.
   *
   * @throws FlagfileException if a flagfile can't be read or includes itself
   */
  List<String> expand(List<String> arguments) {
    List<String> expanded = new ArrayList<>();
    for (String argument : arguments) {
      expand(argument, new LinkedHashSet<>(), expanded);
    }
    return expanded;
  }

  private void expand(String argument, Set<Path> including, List<String> expanded) {
    String name = flagfileOf(argument);
    if (name == null) {
      expanded.add(Arguments.unescape(argument));
      return;
    }
    Path file = resolve(name);
    if (!including.add(file)) {
      throw new FlagfileException(WorkerMessage.FLAGFILE_CYCLE.text(name));
    }
    for (String included : read(name, file)) {
      expand(included, including, expanded);
    }
    including.remove(file);
  }

  /** The file that the argument names, or null if it names none. */
  private static @Nullable String flagfileOf(String argument) {
    if (argument.startsWith("--flagfile=")) {
      return argument.substring("--flagfile=".length());
    }
    if (argument.startsWith("-flagfile=")) {
      return argument.substring("-flagfile=".length());
    }
    boolean isFlagfile =
        argument.length() > 1
            && argument.charAt(0) == '@'
            && argument.charAt(1) != '@'
            && !Arguments.isLabel(argument);
    return isFlagfile ? argument.substring(1) : null;
  }

  private Path resolve(String name) {
    try {
      return executionRoot.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new FlagfileException(WorkerMessage.FLAGFILE_UNREADABLE.text(name, e));
    }
  }

  private List<String> read(String name, Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new FlagfileException(WorkerMessage.FLAGFILE_UNREADABLE.text(name, e));
    }
    return shell ? ShellWords.split(text, name) : lines(text);
  }

  /** The lines, empty ones included; the last one may end without a line feed. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
      lines.add(text.substring(start, carriageReturn ? end - 1 : end));
      start = end + 1;
    }
    return lines;
  }
}
