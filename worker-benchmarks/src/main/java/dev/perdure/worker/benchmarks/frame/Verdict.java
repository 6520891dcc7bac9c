package dev.perdure.worker.benchmarks.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a goal stands.
 *
 * @param ratio the median of the ratios of the rounds, which decides
 * @param low their first quartile
 * @param high their third quartile
 */
record Verdict(Goal goal, double ratio, double low, double high) {
  static Optional<Verdict> of(Goal goal, List<Measurement> measurements) {
    return measurements.stream()
        .filter(it -> it.quantity().equals(goal.quantity()))
        .flatMap(
            it ->
                it.of(goal.side()).stream()
                    .flatMap(side -> it.of(goal.peer()).map(peer -> of(goal, side, peer)).stream()))
        .findFirst();
  }

  private static Verdict of(Goal goal, Series side, Series peer) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(side.values().size(), peer.values().size()); i++) {
      ratios.add(side.values().get(i) / peer.values().get(i));
    }
    Series rounds = new Series("", ratios);
    return new Verdict(goal, rounds.median(), rounds.quantile(0.25), rounds.quantile(0.75));
  }

  boolean isMet() {
    return goal.isMetBy(ratio);
  }

  /** The ratio and its spread. */
  String measured() {
    return Numbers.text(ratio) + " (" + Numbers.text(low) + " to " + Numbers.text(high) + ")";
  }
}
