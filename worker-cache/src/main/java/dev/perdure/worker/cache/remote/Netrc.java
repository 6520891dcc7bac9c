package dev.perdure.worker.cache.remote;

import java.util.Arrays;
import java.util.Iterator;

/**
 * Looks a host up in a netrc file: words {@code machine HOST login USER password PASSWORD}, an
 * entry {@code default} last. Macros end the reading: what follows {@code macdef} is no entry.
 */
final class Netrc {
  private Netrc() {}

  /** {@code user:password} of the first entry for {@code host}; empty if there is none. */
  static String credentials(String text, String host) {
    Iterator<String> words = words(text);
    boolean wanted = false;
    String login = "";
    String password = "";
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("macdef")) {
        break;
      } else if (word.equals("machine") || word.equals("default")) {
        if (wanted) {
          break; // The entry is complete.
        }
        wanted = word.equals("default") || next(words).equalsIgnoreCase(host);
        login = "";
        password = "";
      } else if (word.equals("login")) {
        login = next(words);
      } else if (word.equals("password")) {
        password = next(words);
      } else if (word.equals("account")) {
        next(words); // Which may be one of the words above.
      }
    }
    return wanted && !login.isEmpty() ? login + ":" + password : "";
  }

  private static String next(Iterator<String> words) {
    return words.hasNext() ? words.next() : "";
  }

  /** The words of lines that are no comments. A password may begin with #, a line may not. */
  private static Iterator<String> words(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .iterator();
  }
}
