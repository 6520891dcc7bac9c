package dev.perdure.worker.testing.conformance.trial;

import dev.perdure.worker.testing.ExecutionRoot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the placeholders of one request: {@code {n}}, a unique number, {@code {text}}, the
 * same as one word of a shell, {@code {shell:text}}, {@code {code}}, {@code {bytes}}, and {@code
 * {digest:PATH}} of an input. Other braces stay as they are. Immutable.
 */
record Placeholders(Map<String, String> values) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(n|text|shell:text|code|bytes)}");
  private static final Pattern DIGEST = Pattern.compile("\\{digest:([^}]+)}");

  Placeholders {
    values = Map.copyOf(values);
  }

  /** The text as one word of a shell. */
  static String shellWord(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  String fill(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }

  /** Like {@link #fill(String)}, but also fills in digests, of files that must exist. */
  String fill(String text, ExecutionRoot root) {
    return DIGEST
        .matcher(fill(text))
        .replaceAll(
            found -> Matcher.quoteReplacement(root.input(found.group(1)).digest().toString()));
  }

  List<String> fill(List<String> texts) {
    List<String> filled = new ArrayList<>();
    texts.forEach(text -> filled.add(fill(text)));
    return filled;
  }

  /** Fills in both keys and values. */
  Map<String, String> fill(Map<String, String> texts) {
    Map<String, String> filled = new LinkedHashMap<>();
    texts.forEach((key, value) -> filled.put(fill(key), fill(value)));
    return filled;
  }
}
