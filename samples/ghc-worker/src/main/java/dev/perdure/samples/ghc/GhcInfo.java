package dev.perdure.samples.ghc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a compiler tells about itself. */
final class GhcInfo {
  /** Pairs of strings, in Haskell's syntax. */
  private static final Pattern PAIR =
      Pattern.compile("\\(\"((?:[^\"\\\\]|\\\\.)*)\",\"((?:[^\"\\\\]|\\\\.)*)\"\\)");

  private final String program;
  private final Map<String, String> pairs;

  private GhcInfo(String program, Map<String, String> pairs) {
    this.program = program;
    this.pairs = pairs;
  }

  /**
   * Runs {@code program --info}.
   *
   * @throws IOException if that is not a GHC
   * @throws InterruptedException if the thread was interrupted
   */
  static GhcInfo of(String program) throws IOException, InterruptedException {
    Process process = GhcProgram.GUARD.guard(new ProcessBuilder(program, "--info")).start();
    try {
      process.getOutputStream().close();
      return parse(program, new String(process.getInputStream().readAllBytes(), UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  static GhcInfo parse(String program, String printed) {
    Map<String, String> pairs = new HashMap<>();
    Matcher matcher = PAIR.matcher(printed);
    while (matcher.find()) {
      pairs.put(matcher.group(1), matcher.group(2).replaceAll("\\\\(.)", "$1"));
    }
    return new GhcInfo(program, pairs);
  }

  /**
   * The value of a key.
   *
   * @throws IOException if it has none
   */
  String get(String key) throws IOException {
    String value = pairs.get(key);
    if (value == null) {
      throw new IOException(program + " --info does not tell its " + key + ": is it a GHC?");
    }
    return value;
  }
}
