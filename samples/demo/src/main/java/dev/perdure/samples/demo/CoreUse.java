package dev.perdure.samples.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * How many cores a way used over its time: CPU time divided by wall time, in parts of equal length.
 */
final class CoreUse {
  private CoreUse() {}

  /**
   * The cores in each of {@code parts} parts; the CPU time of an action is spread evenly over the
   * action.
   */
  static List<Double> of(Series series, int parts) {
    double length = series.total() / parts;
    double[] cpu = new double[parts];
    double start = 0;
    for (int i = 0; i < series.millis().size(); i++) {
      double end = start + series.millis().get(i);
      double cores = series.cpuMillis().get(i) / series.millis().get(i);
      for (int part = 0; part < parts; part++) {
        double overlap = Math.min(end, (part + 1) * length) - Math.max(start, part * length);
        cpu[part] += Math.max(0, overlap) * cores;
      }
      start = end;
    }
    List<Double> cores = new ArrayList<>();
    for (double millis : cpu) {
      cores.add(length == 0 ? 0 : millis / length);
    }
    return cores;
  }
}
