package dev.perdure.worker.jobserver;

import java.util.List;

/** The option by which GHC is told of a job server. */
final class JsemOption {
  private static final String NAME = "-jsem";

  private JsemOption() {}

  /**
   * The name in the last such option, or "". It is the next argument, or the rest of the same one,
   * which cabal begins with a space.
   */
  static String last(List<String> arguments) {
    String last = "";
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).startsWith(NAME)) {
        String rest = arguments.get(i).substring(NAME.length()).strip();
        boolean isNext = rest.isEmpty() && i + 1 < arguments.size();
        last = isNext ? arguments.get(i + 1) : rest;
      }
    }
    return last;
  }

  static List<String> of(String name) {
    return List.of(NAME, name);
  }
}
