package dev.perdure.worker;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Knows which arguments of a tool name files, and rewrites them for a request whose files are not
 * in the working directory of the process. Most tools know no other directory.
 *
 * <pre>{@code
 * private static final PathArguments PATHS =
 *     PathArguments.create()
 *         .classPath("-cp", "-classpath")
 *         .output("-d")
 *         .filesSeparatedBy(",", "-Xplugin=")
 *         .value("-module-name")
 *         .operands(".kt", ".java");
 *
 * int work(WorkContext context) {
 *   return Compiler.run(PATHS.relocate(context));
 * }
 * }</pre>
 *
 * <p>How an option is named tells where its value is:
 *
 * <ul>
 *   <li>{@code -d}: in the next argument
 *   <li>{@code --release}: in the next argument, or after an equals sign, as in {@code
 *       --release=17}
 *   <li>{@code -Xplugin=}, {@code -opt:}, or another name that ends in neither a letter nor a
 *       digit: after the name
 *   <li>{@code -I*}: after the name, which is {@code -I}
 * </ul>
 *
 * <p>Options that are not named here are left unchanged. If such an option has its value in the
 * next argument, name it by {@link #value}; otherwise that argument is taken for an operand.
 *
 * <p>Immutable and thread-safe: each method that names something returns another object.
 */
public final class PathArguments {
  /** What a value consists of. */
  private enum Kind {
    OTHER,
    FILE,
    FILES,
    CLASS_PATH,
    KEYED_FILES,
    OUTPUT
  }

  /**
   * How to read the value of an option.
   *
   * @param detail the separator of a list; for a file, the word that may stand for none
   */
  private record Rule(Kind kind, String detail) {}

  /** The rules of options whose value is in the next argument, by the option's name. */
  private final Map<String, Rule> apart;

  /** The rules of options whose value follows the name in the same argument. */
  private final Map<String, Rule> joined;

  /** How operands that are files end; null if no operand is a file. */
  private final @Nullable List<String> operands;

  private PathArguments(
      Map<String, Rule> apart, Map<String, Rule> joined, @Nullable List<String> operands) {
    this.apart = apart;
    this.joined = joined;
    this.operands = operands;
  }

  /** Knows of no argument that names a file. */
  public static PathArguments create() {
    return new PathArguments(Map.of(), Map.of(), null);
  }

  /** Names options whose value is one file or folder that the tool reads. */
  public PathArguments file(String... options) {
    return with(new Rule(Kind.FILE, ""), options);
  }

  /** Like {@link #file}; the value may also be {@code word}, which names no file. */
  public PathArguments fileOr(String word, String... options) {
    return with(new Rule(Kind.FILE, Objects.requireNonNull(word, "word")), options);
  }

  /**
   * Names options whose value is a list of files that the tool reads, with the separator of the
   * system between them. Empty elements stay empty.
   */
  public PathArguments files(String... options) {
    return filesSeparatedBy(File.pathSeparator, options);
  }

  /** Like {@link #files}, with another separator. */
  public PathArguments filesSeparatedBy(String separator, String... options) {
    return with(new Rule(Kind.FILES, nonEmpty(separator)), options);
  }

  /** Like {@link #files}, with empty elements that stand for the working directory. */
  public PathArguments classPath(String... options) {
    return with(new Rule(Kind.CLASS_PATH, File.pathSeparator), options);
  }

  /** Like {@link #files}; before the list there may be a key, as in {@code module=a.jar:b.jar}. */
  public PathArguments keyedFiles(String... options) {
    return with(new Rule(Kind.KEYED_FILES, File.pathSeparator), options);
  }

  /** Names options whose value is one file or folder that the tool writes. */
  public PathArguments output(String... options) {
    return with(new Rule(Kind.OUTPUT, ""), options);
  }

  /** Names options whose value names no file, so that it is not taken for an operand. */
  public PathArguments value(String... options) {
    return with(new Rule(Kind.OTHER, ""), options);
  }

  /**
   * Makes operands files that the tool reads. An operand is an argument that is no option's value
   * and begins with neither {@code -} nor {@code @}.
   *
   * @param suffixes how operands that are files end; if there are none, every operand is a file
   */
  public PathArguments operands(String... suffixes) {
    return new PathArguments(apart, joined, List.of(suffixes));
  }

  private PathArguments with(Rule rule, String... options) {
    Map<String, Rule> nowApart = new LinkedHashMap<>(apart);
    Map<String, Rule> nowJoined = new LinkedHashMap<>(joined);
    for (String option : options) {
      String name = nonEmpty(option);
      char last = name.charAt(name.length() - 1);
      if (last == '*') {
        nowJoined.put(nonEmpty(name.substring(0, name.length() - 1)), rule);
      } else if (!Character.isLetterOrDigit(last)) {
        nowJoined.put(name, rule);
      } else {
        nowApart.put(name, rule);
        if (name.startsWith("--")) {
          nowJoined.put(name + "=", rule);
        }
      }
    }
    return new PathArguments(nowApart, nowJoined, operands);
  }

  private static String nonEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected a name or separator, got an empty text");
    }
    return text;
  }

  /**
   * The arguments of {@code context} for a tool that resolves paths against the working directory.
   *
   * @throws IllegalArgumentException if a path leaves the sandbox directory of the request: see
   *     {@link WorkContext#resolve} and {@link WorkContext#resolveOutput}. If the handler does not
   *     catch it, the request is answered with its message.
   */
  public List<String> relocate(WorkContext context) {
    return relocate(context.arguments(), context);
  }

  /** Like {@link #relocate(WorkContext)}, for some of the arguments. */
  public List<String> relocate(List<String> arguments, WorkContext context) {
    List<String> relocated =
        rewrite(
            arguments,
            path -> context.resolve(path).normalize().toString(),
            path -> context.resolveOutput(path).normalize().toString());
    // Where the tool finds the files by itself, it gets what it would get from a command line.
    return context.root().toString().isEmpty() ? arguments : relocated;
  }

  /**
   * Replaces each path among {@code arguments}.
   *
   * @param path gives the replacement of a path, which is never empty
   */
  public List<String> rewrite(List<String> arguments, UnaryOperator<String> path) {
    return rewrite(arguments, path, path);
  }

  private List<String> rewrite(
      List<String> arguments, UnaryOperator<String> read, UnaryOperator<String> written) {
    List<String> all = new ArrayList<>(arguments.size());
    Rule next = null;
    for (String argument : arguments) {
      if (next != null) {
        all.add(value(next, argument, read, written));
        next = null;
      } else {
        next = apart.get(argument);
        all.add(next == null ? single(argument, read, written) : argument);
      }
    }
    return List.copyOf(all);
  }

  /** Rewrites an argument that belongs to no other. */
  private String single(
      String argument, UnaryOperator<String> read, UnaryOperator<String> written) {
    String name = "";
    for (String each : joined.keySet()) {
      if (argument.startsWith(each) && each.length() > name.length()) {
        name = each;
      }
    }
    Rule rule = joined.get(name);
    if (rule != null) {
      return name + value(rule, argument.substring(name.length()), read, written);
    }
    return isFile(argument) ? read.apply(argument) : argument;
  }

  private boolean isFile(String argument) {
    if (operands == null || argument.isEmpty() || "-@".indexOf(argument.charAt(0)) >= 0) {
      return false;
    }
    return operands.isEmpty() || operands.stream().anyMatch(argument::endsWith);
  }

  private static String value(
      Rule rule, String value, UnaryOperator<String> read, UnaryOperator<String> written) {
    return switch (rule.kind()) {
      case OTHER -> value;
      case FILE -> value.isEmpty() || value.equals(rule.detail()) ? value : read.apply(value);
      case FILES -> list(value, rule.detail(), "", read);
      case CLASS_PATH -> list(value, rule.detail(), ".", read);
      case KEYED_FILES -> {
        int start = afterKey(value);
        yield value.substring(0, start) + list(value.substring(start), rule.detail(), "", read);
      }
      case OUTPUT -> written.apply(value.isEmpty() ? "." : value);
    };
  }

  /** Where the files begin in {@code key=files}; 0 if there is no key. */
  private static int afterKey(String value) {
    int end = value.indexOf('=');
    String key = value.substring(0, Math.max(end, 0));
    boolean isPath = key.contains("/") || key.contains(File.pathSeparator);
    return end <= 0 || isPath ? 0 : end + 1;
  }

  private static String list(
      String value, String separator, String empty, UnaryOperator<String> read) {
    StringBuilder list = new StringBuilder();
    int start = 0;
    while (start >= 0) {
      int end = value.indexOf(separator, start);
      String element = end < 0 ? value.substring(start) : value.substring(start, end);
      String path = element.isEmpty() ? empty : element;
      list.append(path.isEmpty() ? "" : read.apply(path));
      list.append(end < 0 ? "" : separator);
      start = end < 0 ? -1 : end + separator.length();
    }
    return list.toString();
  }
}
