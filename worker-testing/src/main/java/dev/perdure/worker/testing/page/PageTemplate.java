package dev.perdure.worker.testing.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page with placeholders, such as {@code {{title}}}. {@code {{style}}} is the style sheet that
 * all pages share. Immutable and thread-safe.
 */
public final class PageTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  private final String page;

  private PageTemplate(String page) {
    this.page = page;
  }

  /**
   * Reads a page and closes it.
   *
   * @param page what {@code getResourceAsStream} returned
   * @throws IllegalStateException if it is null, because the jar has no such page
   */
  public static PageTemplate of(@Nullable InputStream page) {
    String style = read(PageTemplate.class.getResourceAsStream("page.css"));
    return new PageTemplate(read(page).replace("{{style}}", style));
  }

  /** The page with each placeholder replaced by its value, which is HTML. */
  public String fill(Map<String, String> values) {
    // In one pass, so that a value that looks like a placeholder is left alone.
    return PLACE
        .matcher(page)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  private static String read(@Nullable InputStream resource) {
    if (resource == null) {
      throw new IllegalStateException("the jar lacks a page or its style sheet");
    }
    try (resource) {
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
