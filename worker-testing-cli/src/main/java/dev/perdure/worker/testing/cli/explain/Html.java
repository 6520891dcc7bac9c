package dev.perdure.worker.testing.cli.explain;

import java.util.Locale;

/** The parts that all pages need. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The CSS class of elements of a request, which decides their colour. */
  static String kind(RecordedRequest request) {
    return request.outcome().name().toLowerCase(Locale.ROOT);
  }
}
