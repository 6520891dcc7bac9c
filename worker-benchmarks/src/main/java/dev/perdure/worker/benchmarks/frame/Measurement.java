package dev.perdure.worker.benchmarks.frame;

import java.util.List;
import java.util.Optional;

/** One quantity of all sides of a comparison that have it. */
public record Measurement(String quantity, String unit, List<Series> series) {
  public Measurement {
    series = List.copyOf(series);
  }

  Optional<Series> of(String side) {
    return series.stream().filter(it -> it.side().equals(side)).findFirst();
  }
}
