package dev.perdure.samples.javac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an argument file as javac does: arguments are separated by white space, may be quoted, with
 * a backslash before special characters inside quotes, and {@code #} begins a comment. Not
 * thread-safe.
 */
final class ArgumentFile {
  private static final String BLANKS = " \t\f";
  private static final String LINE_ENDS = "\n\r";

  private final String text;
  private final List<String> arguments = new ArrayList<>();
  private int next;

  private ArgumentFile(String text) {
    this.text = text;
  }

  static List<String> read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static List<String> parse(String text) {
    ArgumentFile file = new ArgumentFile(text);
    while (file.skipToArgument()) {
      file.arguments.add(file.argument());
    }
    return file.arguments;
  }

  private boolean isNext(String characters) {
    return next < text.length() && characters.indexOf(text.charAt(next)) >= 0;
  }

  private boolean skipToArgument() {
    while (isNext(BLANKS) || isNext(LINE_ENDS) || isNext("#")) {
      if (text.charAt(next++) == '#') {
        while (next < text.length() && !isNext(LINE_ENDS)) {
          next++;
        }
      }
    }
    return next < text.length();
  }

  private String argument() {
    StringBuilder argument = new StringBuilder();
    char quote = 0;
    while (next < text.length() && !isNext(LINE_ENDS) && (quote != 0 || !isNext(BLANKS))) {
      char read = text.charAt(next++);
      if (quote != 0 && read == '\\') {
        escape(argument);
      } else if (quote == 0 && (read == '"' || read == '\'')) {
        quote = read;
      } else if (read == quote) {
        quote = 0;
      } else {
        argument.append(read);
      }
    }
    return argument.toString();
  }

  /**
   * Reads what follows a backslash. At the end of a line, the argument goes on after the blanks of
   * the next line.
   */
  private void escape(StringBuilder argument) {
    if (isNext(LINE_ENDS)) {
      while (isNext(BLANKS) || isNext(LINE_ENDS)) {
        next++;
      }
    } else if (next < text.length()) {
      char escaped = text.charAt(next++);
      int special = "ntrf".indexOf(escaped);
      argument.append(special < 0 ? escaped : "\n\t\r\f".charAt(special));
    }
  }
}
