package dev.perdure.worker.testing.cli;

import dev.perdure.worker.testing.record.RecordedRequest;
import java.util.Locale;

/** What every page needs. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The class of what belongs to a request, which gives it its colour. */
  static String kind(RecordedRequest request) {
    return request.outcome().name().toLowerCase(Locale.ROOT);
  }
}
