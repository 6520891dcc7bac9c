package dev.perdure.samples.demo;

import java.util.List;

/** Draws the time of each action, in the order of the actions, on a logarithmic scale. */
final class WarmUp {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 330;
  private static final int LEFT = 84;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 44;

  private final DemoResult result;
  private final List<Double> marks;
  private final Svg svg = new Svg(WIDTH, HEIGHT, "Warm-up curve");

  private WarmUp(DemoResult result) {
    this.result = result;
    this.marks =
        Axis.logarithmic(
            Math.min(result.cold().min(), result.worker().min()),
            Math.max(result.cold().max(), result.worker().max()));
  }

  static String of(DemoResult result) {
    return new WarmUp(result).draw();
  }

  private String draw() {
    for (double mark : marks) {
      svg.grid(LEFT, y(mark), WIDTH - RIGHT, y(mark));
      svg.label("", "end", LEFT - 10, y(mark) + 4, Numbers.millis(mark).replace(".0", ""));
    }
    for (double mark : Axis.linear(result.actions().size())) {
      int action = (int) Math.max(1, mark);
      svg.label("", "middle", x(action - 1), HEIGHT - BOTTOM + 22, Integer.toString(action));
    }
    svg.label("", "end", WIDTH - RIGHT, HEIGHT - 4, "number of the action");
    curve("cold", result.cold());
    curve("worker", result.worker());
    return svg.end();
  }

  private void curve(String kind, Series series) {
    List<Double> millis = series.millis();
    double[] points = new double[2 * millis.size()];
    for (int i = 0; i < millis.size(); i++) {
      points[2 * i] = x(i);
      points[2 * i + 1] = y(millis.get(i));
    }
    svg.line(kind, points);
    for (int i = 0; i < millis.size(); i++) {
      String title = result.actions().get(i) + ": " + Numbers.millis(millis.get(i));
      svg.dot(kind, points[2 * i], points[2 * i + 1], title);
    }
  }

  private double x(int action) {
    int last = Math.max(1, result.actions().size() - 1);
    return LEFT + 8 + (double) action / last * (WIDTH - LEFT - RIGHT - 16);
  }

  private double y(double millis) {
    double low = Math.log(marks.get(0));
    double high = Math.log(marks.get(marks.size() - 1));
    return TOP + (high - Math.log(millis)) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }
}
