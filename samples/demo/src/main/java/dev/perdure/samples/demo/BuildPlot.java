package dev.perdure.samples.demo;

import java.util.List;

/** Draws how long each build took, as bars from one zero. */
final class BuildPlot {
  private static final int WIDTH = 900;
  private static final int LEFT = 170;
  private static final int RIGHT = 60;
  private static final int BAR = 24;
  private static final int ROW = 36;
  private static final int BOTTOM = 26;

  private BuildPlot() {}

  static String of(List<BuildTime> builds) {
    int bottom = ROW * builds.size();
    Svg svg = new Svg(WIDTH, bottom + BOTTOM, "Time of each build");
    double longest = builds.stream().mapToDouble(BuildTime::millis).max().orElse(1);
    double scale = (WIDTH - LEFT - RIGHT) / longest;
    for (double mark : Axis.linear(longest)) {
      double x = LEFT + mark * scale;
      svg.grid(x, 0, x, bottom);
      svg.label("", "middle", x, bottom + 18, Numbers.seconds(mark).replace(".0 ", " "));
    }
    for (int i = 0; i < builds.size(); i++) {
      BuildTime build = builds.get(i);
      double y = ROW * i + (ROW - BAR) / 2.0;
      double width = build.millis() * scale;
      svg.label("", "end", LEFT - 10, y + 17, build.name());
      svg.bar(build.kind(), LEFT, y, width, BAR, build.atOnce() + " at once");
      svg.label("", "start", LEFT + width + 8, y + 17, Numbers.seconds(build.millis()));
    }
    return svg.end();
  }
}
