package dev.perdure.worker.testing.cli.explain;

import dev.perdure.worker.testing.cli.output.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws requests as bars on a time scale, with simultaneous ones below each other. After a long
 * pause, a new drawing begins.
 */
final class TimeLineDrawing {
  private static final int WIDTH = 1000;
  private static final int LANE = 22;
  private static final int BAR = 17;
  private static final int AXIS = 26;
  private static final double LEAST_WIDTH = 1.5;
  private static final double LETTER = 6.2;

  private final StringBuilder svg = new StringBuilder();
  private final Stretch stretch;

  /** How long the worker took from its start to its first answer; -1 if that is not drawn here. */
  private final long startMicros;

  private TimeLineDrawing(Stretch stretch, long startMicros) {
    this.stretch = stretch;
    this.startMicros = stretch.start() == 0 ? startMicros : -1;
  }

  static String of(TimeLine timeLine) {
    StringBuilder drawings = new StringBuilder();
    List<Stretch> stretches = Stretch.of(timeLine);
    for (Stretch stretch : stretches) {
      if (stretches.size() > 1) {
        drawings.append(
            "<h3>%s in %s, from %s on</h3>%n"
                .formatted(
                    Figures.count(stretch.requests().size(), "request"),
                    Figures.duration(stretch.length()),
                    Figures.time(stretch.start())));
      }
      drawings.append("<div class=\"scroll\" tabindex=\"0\">");
      drawings
          .append(new TimeLineDrawing(stretch, WorkerStart.micros(timeLine)).draw())
          .append("</div>\n");
    }
    return stretches.isEmpty() ? "<p>No request came.</p>" : drawings.toString();
  }

  private String draw() {
    List<Long> lanes = new ArrayList<>();
    StringBuilder bars = new StringBuilder(start(lanes));
    for (RecordedRequest request : stretch.requests()) {
      bars.append(bar(request, lane(lanes, request) * LANE));
    }
    int bottom = lanes.size() * LANE;
    // A group, not a picture: its bars are links.
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"group\" aria-label=\"Time line of requests\">%n"
            .formatted(WIDTH, bottom + AXIS));
    axis(bottom);
    return svg.append(bars).append("</svg>").toString();
  }

  /** The bar of the worker's start, for which no request makes room. */
  private String start(List<Long> lanes) {
    if (startMicros < 0) {
      return "";
    }
    lanes.add(Long.MAX_VALUE);
    double width = Math.max(LEAST_WIDTH, x(startMicros));
    String text = "start to first answer: " + Figures.duration(startMicros);
    return String.format(
        Locale.ROOT,
        "<g class=\"start\"><rect class=\"bar\" width=\"%.2f\" height=\"%d\" rx=\"2\"/>"
            + "<text x=\"4\" y=\"12\">%s</text><title>%s</title></g>%n",
        width,
        BAR,
        label(text, width),
        text);
  }

  /** The first lane that is free when the request comes. */
  private int lane(List<Long> lanes, RecordedRequest request) {
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i) <= request.sent().at()) {
        lanes.set(i, stretch.end(request));
        return i;
      }
    }
    lanes.add(stretch.end(request));
    return lanes.size() - 1;
  }

  private String bar(RecordedRequest request, int y) {
    double x = x(request.sent().at());
    double width = Math.max(LEAST_WIDTH, x(stretch.end(request)) - x);
    StringBuilder bar = new StringBuilder();
    bar.append(
        String.format(
            Locale.ROOT,
            "<a href=\"#r%d\"><rect class=\"bar %s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\""
                + " height=\"%d\" rx=\"2\"/>",
            request.number(),
            Html.kind(request),
            x,
            y,
            width,
            BAR));
    String label = label(request.work().title(), width);
    if (!label.isEmpty()) {
      bar.append(
          String.format(Locale.ROOT, "<text x=\"%.2f\" y=\"%d\">%s</text>", x + 4, y + 12, label));
    }
    if (request.isCancelled()) {
      double cancelled = x(request.cancelledAt());
      bar.append(
          String.format(
              Locale.ROOT,
              "<path class=\"cancel\" d=\"M%.2f %dv%dm-3 0h6\"/>",
              cancelled,
              y - 1,
              BAR + 2));
    }
    return bar.append("<title>").append(title(request)).append("</title></a>\n").toString();
  }

  private static String label(String title, double width) {
    int letters = (int) ((width - 8) / LETTER);
    if (letters < 3) {
      return "";
    }
    return Html.escape(title.length() <= letters ? title : title.substring(0, letters - 1) + "…");
  }

  private static String title(RecordedRequest request) {
    return Html.escape(
        "#%d, id %d: %s%n%s, came at %s, took %s, %d in flight"
            .formatted(
                request.number(),
                request.requestId(),
                request.work().title(),
                ExplainText.outcome(request),
                Figures.time(request.sent().at()),
                Figures.duration(request.micros()),
                request.inFlight()));
  }

  private void axis(int bottom) {
    double step = Stretch.step(stretch.length());
    double first = Math.ceil(stretch.start() / step) * step;
    for (double mark = first; mark <= stretch.start() + stretch.length(); mark += step) {
      double x = x((long) mark);
      String anchor = x < 20 ? "start" : x > WIDTH - 30 ? "end" : "middle";
      svg.append(
          String.format(
              Locale.ROOT,
              "<path class=\"grid\" d=\"M%.2f 0V%d\"/><text class=\"axis\" text-anchor=\"%s\""
                  + " x=\"%.2f\" y=\"%d\">%s</text>%n",
              x,
              bottom + 4,
              anchor,
              x,
              bottom + 19,
              mark(mark, step)));
    }
  }

  private static String mark(double micros, double step) {
    int digits = (int) Math.max(0, Math.ceil(6 - Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f s", micros / 1e6);
  }

  private double x(long micros) {
    return (micros - stretch.start()) * (double) WIDTH / Math.max(1, stretch.length());
  }
}
