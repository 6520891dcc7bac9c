package dev.perdure.worker.cache.remote.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.Sha256;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The name of a result: the SHA-256 of a text that has, one per line, everything that decides the
 * result. If two machines don't find each other's results, compare their texts.
 *
 * <pre>{@code
 * perdure-action-key 1
 * tool javac-worker
 * tool-file <digest>                   a line for each file of the tool, in its order
 * platform os.name=Linux               and os.arch, java.vendor, java.runtime.version
 * property <name>=<value>              what the action adds, in its order
 * environment <name>=<value>           or: environment-unset <name>
 * argument <argument>                  start-up arguments first
 * input <digest> <path>                by path
 * output <path>                        by path; a directory ends with a slash
 * }</pre>
 *
 * <p>In values, a backslash is doubled, and control characters and lone surrogates are written as a
 * backslash, {@code u} and four digits, so that no value looks like a line. The number in the first
 * line changes whenever the meaning of a line does.
 *
 * @param text the text above, with a line feed after each line
 * @param hash 64 lower-case hexadecimal digits
 */
public record ActionKey(String text, String hash) {
  private static final String FIRST_LINE = "perdure-action-key 1\n";
  private static final List<String> PLATFORM =
      List.of("os.name", "os.arch", "java.vendor", "java.runtime.version");

  public static ActionKey of(
      DeclaredAction action,
      List<String> arguments,
      SortedMap<String, Digest> inputs,
      Outputs outputs,
      List<Digest> toolFiles,
      UnaryOperator<String> environment) {
    Text text = new Text();
    text.line("tool", action.tool());
    toolFiles.forEach(digest -> text.line("tool-file", digest.toString()));
    PLATFORM.forEach(name -> text.line("platform", name + "=" + System.getProperty(name)));
    action.properties().forEach(property -> text.line("property", property));
    for (String name : new TreeSet<>(action.environment())) {
      String value = environment.apply(name);
      text.line(
          value == null ? "environment-unset" : "environment",
          value == null ? name : name + "=" + value);
    }
    arguments.forEach(argument -> text.line("argument", argument));
    inputs.forEach((path, digest) -> text.line("input", digest + " " + path));
    outputs.files().forEach(path -> text.line("output", path));
    outputs.directories().forEach(path -> text.line("output", path + "/"));
    String all = text.toString();
    return new ActionKey(all, Sha256.of(all.getBytes(UTF_8)).toString());
  }

  /** Builds lines of a word and a value. */
  private static final class Text {
    private final StringBuilder text = new StringBuilder(FIRST_LINE);

    void line(String word, String value) {
      text.append(word).append(' ');
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '\\') {
          text.append("\\\\");
        } else if (Character.isISOControl(c) || isLone(value, i)) {
          text.append(String.format("\\u%04x", (int) c));
        } else {
          text.append(c);
        }
      }
      text.append('\n');
    }

    /** Whether a character is a lone surrogate. UTF-8 can't encode these: all would look alike. */
    private static boolean isLone(String value, int i) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)) {
        return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
      }
      return Character.isLowSurrogate(c)
          && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
