package dev.perdure.samples.demo;

import java.util.Locale;

/** Builds one drawing for an HTML page. Not thread-safe. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** A drawing with its own units, which the page scales. */
  Svg(int width, int height, String label) {
    add(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            width,
            height,
            escape(label)));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  void bar(String kind, double x, double y, double width, double height, String title) {
    add(
        String.format(
            Locale.ROOT,
            "<rect class=\"bar %s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\">"
                + "<title>%s</title></rect>",
            kind,
            x,
            y,
            width,
            height,
            escape(title)));
  }

  void dot(String kind, double x, double y, String title) {
    add(
        String.format(
            Locale.ROOT,
            "<circle class=\"dot %s\" cx=\"%.2f\" cy=\"%.2f\" r=\"3\"><title>%s</title></circle>",
            kind,
            x,
            y,
            escape(title)));
  }

  void grid(double x1, double y1, double x2, double y2) {
    add(
        String.format(
            Locale.ROOT,
            "<line class=\"grid\" x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\"/>",
            x1,
            y1,
            x2,
            y2));
  }

  /** A line through {@code points}: pairs of coordinates. */
  void line(String kind, double... points) {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      pairs.append(String.format(Locale.ROOT, "%.2f,%.2f ", points[i], points[i + 1]));
    }
    add(
        String.format(
            Locale.ROOT,
            "<polyline class=\"line %s\" points=\"%s\"/>",
            kind,
            pairs.toString().strip()));
  }

  /** Text whose {@code anchor} is start, middle or end. */
  void label(String kind, String anchor, double x, double y, String label) {
    add(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" text-anchor=\"%s\" x=\"%.2f\" y=\"%.2f\">%s</text>",
            kind,
            anchor,
            x,
            y,
            escape(label)));
  }

  String end() {
    return text + "</svg>";
  }

  private void add(String element) {
    text.append(element).append('\n');
  }
}
