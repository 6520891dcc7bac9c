package dev.perdure.samples.demo;

import java.util.List;

/**
 * Draws the actions of both ways as blocks on one time scale, and the worker's once more, enlarged.
 */
final class TimeLine {
  private static final int WIDTH = 900;
  private static final int LANE = 34;

  private final DemoResult result;
  private final Svg svg = new Svg(WIDTH, 270, "Time line of the actions");

  private TimeLine(DemoResult result) {
    this.result = result;
  }

  static String of(DemoResult result) {
    return new TimeLine(result).draw();
  }

  private String draw() {
    double coldTotal = result.cold().total();
    double workerTotal = result.worker().total();
    double longest = Math.max(coldTotal, workerTotal);
    axis(longest, 24, 132);
    lane("cold", result.cold(), 24, longest, "");
    lane("worker", result.worker(), 88, longest, "");
    axis(workerTotal, 196, 240);
    lane("worker", result.worker(), 196, workerTotal, ", enlarged");
    return svg.end();
  }

  private void lane(String kind, Series series, double y, double end, String remark) {
    svg.label(
        "lane " + kind,
        "start",
        0,
        y - 7,
        series.name() + ": " + Numbers.seconds(series.total()) + remark);
    List<Double> millis = series.millis();
    // If the blocks are as thin as the gaps between them, the gaps would hide them.
    boolean fine = series.total() / end * WIDTH / millis.size() < 4;
    double start = 0;
    for (int i = 0; i < millis.size(); i++) {
      double width = millis.get(i) / end * WIDTH;
      String title = result.actions().get(i) + ": " + Numbers.millis(millis.get(i));
      svg.bar(fine ? kind + " fine" : kind, start, y, width, LANE, title);
      start += width;
    }
  }

  private void axis(double end, double top, double bottom) {
    for (double mark : Axis.linear(end)) {
      double x = mark / end * WIDTH;
      svg.grid(x, top, x, bottom);
      String anchor = x == 0 ? "start" : x > WIDTH - 20 ? "end" : "middle";
      svg.label("", anchor, x, bottom + 16, Numbers.seconds(mark).replace(".0 ", " "));
    }
  }
}
