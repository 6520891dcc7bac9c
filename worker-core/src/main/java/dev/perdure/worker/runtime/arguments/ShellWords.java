package dev.perdure.worker.runtime.arguments;

import dev.perdure.worker.runtime.log.WorkerMessage;
import java.util.ArrayList;
import java.util.List;

/** Splits text into words as a POSIX shell does, without expansions. */
final class ShellWords {
  private ShellWords() {}

  /**
   * The words of {@code text}, which comes from flagfile {@code name}.
   *
   * @throws InvalidRequestException if it ends inside a quotation
   */
  static List<String> split(String text, String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == '\'') {
        if (c == '\'') {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        // A line continuation does not begin a word, although it can be inside one.
        inWord |= next != '\n';
        if (quote == '"' && "$`\"\\\n".indexOf(next) < 0) {
          word.append(c);
        }
        if (next != '\n') {
          word.append(next);
        }
      } else if (quote == '"') {
        if (c == '"') {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new InvalidRequestException(WorkerMessage.FLAGFILE_QUOTE.text(name));
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
