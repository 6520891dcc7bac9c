package dev.perdure.worker.cache.remote;

import java.util.Arrays;
import java.util.Iterator;

/**
 * Looks up a host in a netrc file, which has the words {@code machine HOST login USER password
 * PASSWORD}, and perhaps an entry {@code default} at the end. Reading ends at a macro: what follows
 * {@code macdef} is not an entry.
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
        next(words); // The value may be one of the words above.
      }
    }
    return wanted && !login.isEmpty() ? login + ":" + password : "";
  }

  private static String next(Iterator<String> words) {
    return words.hasNext() ? words.next() : "";
  }

  /**
   * The words of all lines that are not comments. A password may begin with #, but a line that does
   * is a comment.
   */
  private static Iterator<String> words(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .iterator();
  }
}
