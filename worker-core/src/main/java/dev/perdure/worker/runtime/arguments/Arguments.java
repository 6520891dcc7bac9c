package dev.perdure.worker.runtime.arguments;

import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the arguments that a handler sees, so that a request and a one-shot run of the same action
 * see the same. The startup arguments come first. Quotes, escapes and flagfiles that the client
 * left are resolved.
 *
 * @param startup the arguments that the worker was started with (F1)
 * @param worker the arguments after {@code --persistent_worker}
 * @param flagfiles how the tool's flagfiles are written; null for one argument per line
 */
public record Arguments(
    List<String> startup, List<String> worker, @Nullable FlagfileFormat flagfiles) {
  /** Takes the arguments of a request as they are. */
  public static Arguments plain() {
    return new Arguments(List.of(), List.of(), null);
  }

  /** The part of {@code all}, the arguments that a handler sees, that came with its request. */
  public List<String> ofRequest(List<String> all) {
    return all.subList(startup.size(), all.size());
  }

  /**
   * The arguments of {@code request}.
   *
   * @throws InvalidRequestException if the lines that the client sent don't make a complete
   *     flagfile, or if a flagfile that it left can't be read
   */
  public List<String> of(WorkRequest request) {
    List<String> sent = request.arguments();
    boolean shell = flagfiles != null && flagfiles == FlagfileFormat.SHELL;
    if (shell) {
      // The client only splits the flagfile into lines (F6).
      sent = ShellWords.split(String.join("\n", sent), "of request " + request.requestId());
    }
    boolean plain = isPlain(sent);
    if (startup.isEmpty() && plain) {
      return sent;
    }
    List<String> all = new ArrayList<>(startup.size() + sent.size());
    all.addAll(startup);
    if (plain) {
      all.addAll(sent);
    } else if (flagfiles != null && flagfiles == FlagfileFormat.TOOL) {
      for (String argument : sent) {
        all.add(unescape(argument));
      }
    } else {
      all.addAll(Flagfiles.leftIn(request, shell).expand(sent));
    }
    return List.copyOf(all);
  }

  /** Whether no argument is a flagfile or an escaped argument. */
  private static boolean isPlain(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (isEscaped(arguments.get(i)) || isFlagfile(arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** True for {@code @file}; false for a label such as {@code @repo//x}. */
  static boolean isFlagfile(String argument) {
    return argument.length() > 1
        && argument.charAt(0) == '@'
        && argument.charAt(1) != '@'
        && !isLabel(argument);
  }

  /**
   * True for {@code @@x}, which stands for {@code @x}; false for a label such as {@code @@repo//x}.
   */
  static boolean isEscaped(String argument) {
    return argument.startsWith("@@") && !isLabel(argument);
  }

  /** True for the label of an external repository, such as {@code @repo//x:y}. */
  static boolean isLabel(String argument) {
    int slashes = argument.indexOf("//");
    return argument.startsWith("@") && slashes > 0 && argument.indexOf('/') == slashes;
  }

  static String unescape(String argument) {
    return isEscaped(argument) ? argument.substring(1) : argument;
  }
}
