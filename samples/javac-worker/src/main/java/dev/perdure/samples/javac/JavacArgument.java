package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of javac's arguments: an option with its value, if it has one, or an operand.
 *
 * @param option the option; null for an operand, and for an option that javac does not know
 * @param head the option up to its value, such as {@code -d} or {@code --class-path=}; empty for an
 *     operand
 * @param value the value or the operand; null for an option without a value
 */
record JavacArgument(@Nullable Option option, String head, @Nullable String value) {
  static List<JavacArgument> split(List<String> arguments) {
    List<JavacArgument> split = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      Option option = argument.startsWith("-") ? Option.lookup(argument) : null;
      int inline = option == null ? 0 : inlineValue(argument, option);
      if (inline >= 0) {
        split.add(
            new JavacArgument(option, argument.substring(0, inline), argument.substring(inline)));
      } else if (option != null && option.hasSeparateArg() && i + 1 < arguments.size()) {
        split.add(new JavacArgument(option, argument, arguments.get(++i)));
      } else {
        split.add(new JavacArgument(option, argument, null));
      }
    }
    return split;
  }

  /**
   * The index at which the value begins in {@code --option=value} and {@code -Xoption:value}, or
   * -1.
   */
  private static int inlineValue(String argument, Option option) {
    if (argument.startsWith("--")) {
      return argument.indexOf('=') + 1 > 0 ? argument.indexOf('=') + 1 : -1;
    }
    String name = option.getPrimaryName();
    boolean takesValue = name.endsWith(":") || name.endsWith("=");
    return takesValue && argument.startsWith(name) ? name.length() : -1;
  }

  /** Adds this argument to others, with {@code other} instead of its value. */
  void addTo(List<String> arguments, @Nullable String other) {
    if (other == null) {
      arguments.add(head);
    } else if (head.isEmpty() || head.endsWith("=") || head.endsWith(":")) {
      arguments.add(head + other);
    } else {
      arguments.add(head);
      arguments.add(other);
    }
  }
}
