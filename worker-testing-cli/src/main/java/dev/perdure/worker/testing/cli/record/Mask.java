package dev.perdure.worker.testing.cli.record;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces secrets by three asterisks. Immutable and thread-safe. */
final class Mask implements UnaryOperator<String> {
  private static final String MASKED = "***";

  private final List<Pattern> secrets;

  Mask(List<Pattern> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  boolean isEmpty() {
    return secrets.isEmpty();
  }

  /**
   * The text without what the patterns match: their first group, or everything if there is no
   * group.
   */
  @Override
  public String apply(String text) {
    String masked = text;
    for (Pattern secret : secrets) {
      Matcher matcher = secret.matcher(masked);
      StringBuilder rest = new StringBuilder();
      int end = 0;
      while (matcher.find()) {
        int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
        rest.append(masked, end, matcher.start(group)).append(MASKED);
        end = matcher.end(group);
      }
      masked = rest.append(masked, end, masked.length()).toString();
    }
    return masked;
  }

  /** Like {@link #apply}, for each text of a list. */
  List<String> apply(List<String> texts) {
    return texts.stream().map(this).toList();
  }

  /** Like {@link #apply}, for variables, which patterns see as {@code NAME=value}. */
  Map<String, String> apply(Map<String, String> variables) {
    Map<String, String> masked = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          String variable = apply(name + "=" + value);
          String start = name + "=";
          masked.put(
              name, variable.startsWith(start) ? variable.substring(start.length()) : MASKED);
        });
    return masked;
  }
}
