package dev.perdure.worker.runtime.arguments;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.runtime.log.WorkerMessage;
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
 * Replaces flagfiles among arguments by their contents, recursively. Files are UTF-8, and named
 * relative to the execution root.
 *
 * <p>In a one-shot run, these are {@code @file}, which the client expands for a worker (F6), and
 * {@code -flagfile=file} and {@code --flagfile=file}, which it leaves to the tool. In a request,
 * only an {@code @file} counts that the client has left there, as some remote executors do (F21).
 * The file must exist, since any other text can begin with {@code @}, too.
 */
public final class Flagfiles {
  /**
   * The largest total size of a request's flagfiles: as large as a message may be. A file counts as
   * at least one page.
   */
  private static final long MAX_BYTES = CodecLimits.defaults().maxMessageBytes();

  private static final long PAGE = 4096;

  private final Path executionRoot;
  private final boolean shell;

  /** Resolves the request's files; null in a one-shot run. */
  private final @Nullable RequestPaths request;

  private long bytes;

  private Flagfiles(Path executionRoot, boolean shell, @Nullable RequestPaths request) {
    this.executionRoot = executionRoot;
    this.shell = shell;
    this.request = request;
  }

  /** The flagfiles of a one-shot run. */
  public static Flagfiles ofCommandLine(Path executionRoot, boolean shell) {
    return new Flagfiles(executionRoot, shell, null);
  }

  /** The flagfiles that the client has left in the arguments of a request. */
  static Flagfiles leftIn(WorkRequest request, boolean shell) {
    return new Flagfiles(Path.of(""), shell, new RequestPaths(request.sandboxDir()));
  }

  /**
   * The arguments with every flagfile replaced by its contents.
   *
   * @throws InvalidRequestException if a flagfile can't be read or includes itself, or if all of
   *     them together are larger than a message may be
   */
  public List<String> expand(List<String> arguments) {
    List<String> expanded = new ArrayList<>();
    for (String argument : arguments) {
      expand(argument, new LinkedHashSet<>(), expanded);
    }
    return expanded;
  }

  private void expand(String argument, Set<Path> including, List<String> expanded) {
    String name = flagfileOf(argument);
    Path file = name == null ? null : resolve(name);
    if (name == null || file == null) {
      expanded.add(Arguments.unescape(argument));
      return;
    }
    if (!including.add(file)) {
      throw new InvalidRequestException(WorkerMessage.FLAGFILE_CYCLE.text(name));
    }
    for (String included : read(name, file)) {
      expand(included, including, expanded);
    }
    including.remove(file);
  }

  /** The file that the argument names, or null if it names none. */
  private @Nullable String flagfileOf(String argument) {
    if (request == null) {
      if (argument.startsWith("--flagfile=")) {
        return argument.substring("--flagfile=".length());
      }
      if (argument.startsWith("-flagfile=")) {
        return argument.substring("-flagfile=".length());
      }
    }
    return Arguments.isFlagfile(argument) ? argument.substring(1) : null;
  }

  /** Null if there is no such file for the request. */
  private @Nullable Path resolve(String name) {
    if (request != null) {
      try {
        Path file = request.resolve(name).normalize();
        return Files.isRegularFile(file) ? file : null;
      } catch (IllegalArgumentException e) {
        return null; // Outside of the sandbox, or not a path.
      }
    }
    try {
      return executionRoot.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new InvalidRequestException(WorkerMessage.FLAGFILE_UNREADABLE.text(name, e));
    }
  }

  private List<String> read(String name, Path file) {
    String text;
    try {
      bytes += Math.max(PAGE, Files.size(file));
      if (bytes > MAX_BYTES) {
        throw new InvalidRequestException(WorkerMessage.FLAGFILE_TOO_LARGE.text(name, MAX_BYTES));
      }
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidRequestException(WorkerMessage.FLAGFILE_UNREADABLE.text(name, e));
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
