package dev.perdure.worker.testing.conformance;

/** Text within XML and HTML. */
final class Markup {
  private Markup() {}

  /** Text as content or as a quoted value: escaped, without the characters that XML forbids. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(c -> escaped.append(escape(c)));
    return escaped.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> Character.toString(isAllowed(c) ? c : 0xfffd);
    };
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c <= 0xd7ff)
        || (c >= 0xe000 && c != 0xfffe && c != 0xffff);
  }
}
