package dev.perdure.samples.demo;

import java.util.ArrayList;
import java.util.List;

/** Chooses the marks of an axis at round numbers: 1, 2 or 5 times a power of ten. */
final class Axis {
  private static final double[] ROUND = {1, 2, 5};

  private Axis() {}

  /** Four to ten marks from 0 to at most {@code end}, at equal distances. */
  static List<Double> linear(double end) {
    double step = 0;
    for (double power = 1e-3; step == 0 && power < 1e9; power *= 10) {
      for (double round : ROUND) {
        if (step == 0 && end / (round * power) <= 10) {
          step = round * power;
        }
      }
    }
    List<Double> marks = new ArrayList<>();
    for (int i = 0; step > 0 && i * step <= end; i++) {
      marks.add(i * step);
    }
    return marks;
  }

  /**
   * The round numbers from the last that is at most {@code min} to the first not below {@code max}.
   */
  static List<Double> logarithmic(double min, double max) {
    List<Double> marks = new ArrayList<>();
    for (double power = 1e-3; power < 1e9; power *= 10) {
      for (double round : ROUND) {
        double mark = round * power;
        if (mark <= min) {
          marks.clear();
        }
        if (marks.isEmpty() || marks.get(marks.size() - 1) < max) {
          marks.add(mark);
        }
      }
    }
    return marks;
  }
}
