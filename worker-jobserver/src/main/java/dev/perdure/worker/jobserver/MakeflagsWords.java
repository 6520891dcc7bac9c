package dev.perdure.worker.jobserver;

import java.util.ArrayList;
import java.util.List;

/**
 * The flags in a {@code MAKEFLAGS}, unquoted. Make puts a backslash before each blank and each
 * backslash in a word. Everything after the word {@code --} is definitions of variables, whatever
 * it looks like.
 *
 * @param words the flags
 * @param end the index at which the last of them ends
 * @param definitions the rest from {@code --} on; "" if there is none
 */
record MakeflagsWords(List<String> words, int end, String definitions) {
  private static final String DEFINITIONS = "--";

  /** Options with a value that is the rest of the word, or the next word. */
  private static final String WITH_VALUE = "CEIWfo";

  static MakeflagsWords of(String makeflags) {
    List<String> words = new ArrayList<>();
    int at = 0;
    int end = 0;
    while (at < makeflags.length()) {
      int start = at;
      StringBuilder word = new StringBuilder();
      for (; at < makeflags.length() && !isBlank(makeflags.charAt(at)); at++) {
        if (makeflags.charAt(at) == '\\' && at + 1 < makeflags.length()) {
          at++;
        }
        word.append(makeflags.charAt(at));
      }
      if (word.toString().equals(DEFINITIONS)) {
        return new MakeflagsWords(List.copyOf(words), end, makeflags.substring(start));
      }
      if (!word.isEmpty()) {
        words.add(word.toString());
        end = at;
      }
      at++;
    }
    return new MakeflagsWords(List.copyOf(words), end, "");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /**
   * The value of the last of these options, in the form {@code --name=value}; "" if there is none.
   */
  String last(List<String> names) {
    String last = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (takesNext(word, i == 0)) {
        i++;
      }
      for (String name : names) {
        if (word.startsWith(name + "=")) {
          last = word.substring(name.length() + 1);
        } else if (word.equals(name) && i + 1 < words.size()) {
          last = words.get(i + 1);
        }
      }
    }
    return last;
  }

  /**
   * Whether the next word is an option's value. Several letters can share a word, and the first
   * word needs no dash.
   */
  private static boolean takesNext(String word, boolean isFirst) {
    boolean letters =
        word.startsWith("-") ? !word.startsWith("--") : isFirst && !isDefinition(word);
    return letters && WITH_VALUE.indexOf(word.charAt(word.length() - 1)) >= 0;
  }

  private static boolean isDefinition(String word) {
    return word.indexOf('=') >= 0;
  }

  /** A word, quoted for the variable. Make expands variables in it when it reads it. */
  static String quoted(String word) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '$') {
        quoted.append('$');
      } else if (c == '\\' || isBlank(c)) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }
}
