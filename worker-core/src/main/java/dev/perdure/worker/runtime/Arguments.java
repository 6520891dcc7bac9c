package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What a handler sees as its arguments, so that a request and a one-shot run of the same action see
 * the same: the startup arguments come first, and what the client left quoted or escaped is undone.
 *
 * @param startup the arguments that the worker was started with (F1)
 * @param shellFlagfiles whether the tool's flagfiles are quoted as a shell quotes
 */
public record Arguments(List<String> startup, boolean shellFlagfiles) {
  /** The arguments of a request as they are. */
  public static Arguments plain() {
    return new Arguments(List.of(), false);
  }

  /**
   * The arguments of {@code request}.
   *
   * @throws FlagfileException if what the client split into lines is no whole flagfile
   */
  List<String> of(WorkRequest request) {
    List<String> sent = request.arguments();
    if (shellFlagfiles) {
      // The client split the flagfile into lines and no further (F6).
      sent = ShellWords.split(String.join("\n", sent), "of request " + request.requestId());
    }
    if (startup.isEmpty() && !hasEscape(sent)) {
      return sent;
    }
    List<String> all = new ArrayList<>(startup.size() + sent.size());
    all.addAll(startup);
    for (int i = 0; i < sent.size(); i++) {
      all.add(unescape(sent.get(i)));
    }
    return List.copyOf(all);
  }

  private static boolean hasEscape(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (isEscaped(arguments.get(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * True for {@code @@x}, which stands for {@code @x}; a label such as {@code @@repo//x} is none.
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
