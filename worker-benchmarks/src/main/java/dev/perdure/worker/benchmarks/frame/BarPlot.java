package dev.perdure.worker.benchmarks.frame;

import java.util.Locale;

/**
 * A bar for each side's median, a whisker over its quartiles, a dot for each round. From zero on,
 * or by powers of ten where sides are that far apart.
 */
final class BarPlot {
  private static final int WIDTH = 860;
  private static final int LEFT = 250;
  private static final int RIGHT = 190;
  private static final int ROW = 30;
  private static final double LINEAR_UP_TO = 30;

  private final Measurement measurement;
  private final boolean logarithmic;
  private final double min;
  private final double max;
  private final StringBuilder svg = new StringBuilder();

  private BarPlot(Measurement measurement) {
    this.measurement = measurement;
    double least = measurement.series().stream().mapToDouble(it -> it.quantile(0)).min().orElse(0);
    this.max = measurement.series().stream().mapToDouble(it -> it.quantile(1)).max().orElse(1);
    this.logarithmic = least > 0 && max / least > LINEAR_UP_TO;
    this.min = logarithmic ? Math.pow(10, Math.floor(Math.log10(least))) : 0;
  }

  static String of(Measurement measurement) {
    return new BarPlot(measurement).draw();
  }

  private String draw() {
    int height = measurement.series().size() * ROW + 6;
    String label = Html.escape(measurement.quantity() + ", " + measurement.unit());
    add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, height, label);
    int top = 3;
    for (Series series : measurement.series()) {
      row(series, top);
      top += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private void row(Series series, int top) {
    double middle = top + ROW / 2.0;
    add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">", LEFT - 10, middle + 4);
    svg.append(Html.escape(series.side())).append("</text>\n");
    double width = x(series.median()) - LEFT;
    add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", LEFT, top + 5, width, ROW - 10);
    for (double value : series.values()) {
      add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>", x(value), middle);
    }
    double low = x(series.quantile(0.25));
    double high = x(series.quantile(0.75));
    add("<path d=\"M%.1f %.1fH%.1f\"/>", low, middle, high);
    String text = Numbers.text(series.median()) + " " + measurement.unit();
    add("<text x=\"%d\" y=\"%.1f\">%s</text>", WIDTH - RIGHT + 10, middle + 4, Html.escape(text));
  }

  private double x(double value) {
    double part =
        logarithmic ? Math.log(value / min) / Math.log(max / min) : max == 0 ? 0 : value / max;
    return LEFT + part * (WIDTH - LEFT - RIGHT);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
