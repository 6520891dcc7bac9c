package dev.perdure.worker.testing.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of this package with placeholders, and the style that all pages share. */
final class PageTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  private final String page;

  private PageTemplate(String page) {
    this.page = page;
  }

  static PageTemplate named(String name) throws IOException {
    return new PageTemplate(read(name).replace("{{style}}", read("page.css")));
  }

  /** The page with each {@code {{name}}} replaced by its value, which is HTML. */
  String fill(Map<String, String> values) {
    // In one pass, so that a value that looks like a placeholder is left alone.
    return PLACE
        .matcher(page)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  private static String read(String name) throws IOException {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("the jar has no " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
