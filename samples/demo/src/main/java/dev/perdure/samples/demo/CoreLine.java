package dev.perdure.samples.demo;

import java.util.List;

/** Draws how many cores each way used over its own time. */
final class CoreLine {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 220;
  private static final int LEFT = 70;
  private static final int TOP = 12;
  private static final int BOTTOM = 44;
  private static final int PARTS = 40;

  private final DemoResult result;
  private final double most;
  private final Svg svg = new Svg(WIDTH, HEIGHT, "Cores in use");

  private CoreLine(DemoResult result, int processors) {
    this.result = result;
    most = Math.max(processors, Math.max(peak(result.cold()), peak(result.worker())));
  }

  static String of(DemoResult result) {
    return new CoreLine(result, Runtime.getRuntime().availableProcessors()).draw();
  }

  private static double peak(Series series) {
    return CoreUse.of(series, PARTS).stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private String draw() {
    for (double mark : Axis.linear(most)) {
      svg.grid(LEFT, y(mark), WIDTH, y(mark));
      svg.label("", "end", LEFT - 10, y(mark) + 4, Numbers.cores(mark));
    }
    for (int percent = 0; percent <= 100; percent += 20) {
      String anchor = percent == 100 ? "end" : "middle";
      svg.label("", anchor, x(percent / 100.0), HEIGHT - BOTTOM + 22, percent + " %");
    }
    svg.label("", "end", WIDTH, HEIGHT - 4, "part of its time");
    steps("cold", result.cold());
    steps("worker", result.worker());
    return svg.end();
  }

  private void steps(String kind, Series series) {
    List<Double> cores = CoreUse.of(series, PARTS);
    double[] points = new double[4 * PARTS];
    for (int i = 0; i < PARTS; i++) {
      points[4 * i] = x((double) i / PARTS);
      points[4 * i + 2] = x((i + 1.0) / PARTS);
      points[4 * i + 1] = y(cores.get(i));
      points[4 * i + 3] = y(cores.get(i));
    }
    svg.line(kind, points);
  }

  private double x(double part) {
    return LEFT + part * (WIDTH - LEFT);
  }

  private double y(double cores) {
    return TOP + (1 - cores / most) * (HEIGHT - TOP - BOTTOM);
  }
}
