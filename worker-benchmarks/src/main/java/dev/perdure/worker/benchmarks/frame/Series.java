package dev.perdure.worker.benchmarks.frame;

import java.util.List;

/** The values of one quantity of one side, in the order of the rounds. */
public record Series(String side, List<Double> values) {
  public Series {
    values = List.copyOf(values);
  }

  double median() {
    return quantile(0.5);
  }

  /** The value below which {@code part} of the values are, between two of them in proportion. */
  double quantile(double part) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = part * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
