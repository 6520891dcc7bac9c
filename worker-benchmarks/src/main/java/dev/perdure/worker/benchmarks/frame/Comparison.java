package dev.perdure.worker.benchmarks.frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sides that are measured in turns, so that whatever else the machine does meets them all alike.
 * Not thread-safe.
 */
public final class Comparison {
  private final String title;
  private final Consumer<ComparisonResult> sink;
  private final Map<String, Trial> sides = new LinkedHashMap<>();
  private final List<Goal> goals = new ArrayList<>();
  private int warmUps;

  /** The units by the names of their quantities, in the order of their appearance. */
  private final Map<String, String> units = new LinkedHashMap<>();

  private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

  Comparison(String title, Consumer<ComparisonResult> sink) {
    this.title = title;
    this.sink = sink;
  }

  /** Adds a side. */
  public Comparison side(String name, Trial trial) {
    if (sides.put(name, trial) != null) {
      throw new IllegalArgumentException("two sides are named " + name);
    }
    return this;
  }

  /** States that {@code side} shall have at most {@code factor} times what {@code peer} has. */
  public Comparison atMost(String quantity, String side, double factor, String peer) {
    goals.add(new Goal(quantity, side, true, factor, peer));
    return this;
  }

  /** States that {@code side} shall have at least {@code factor} times what {@code peer} has. */
  public Comparison atLeast(String quantity, String side, double factor, String peer) {
    goals.add(new Goal(quantity, side, false, factor, peer));
    return this;
  }

  /** Does {@code rounds} rounds more, before all others, that do not count. */
  public Comparison warmUp(int rounds) {
    warmUps = rounds;
    return this;
  }

  /** Measures each side {@code rounds} times; the side that begins changes with each round. */
  public void run(int rounds) throws Exception {
    List<Map.Entry<String, Trial>> order = new ArrayList<>(sides.entrySet());
    for (int round = -warmUps; round < rounds; round++) {
      for (int i = 0; i < order.size(); i++) {
        Map.Entry<String, Trial> side = order.get(Math.floorMod(i + round, order.size()));
        List<Quantity> quantities = side.getValue().run();
        if (round >= 0) {
          quantities.forEach(it -> add(side.getKey(), it));
        }
      }
    }
    sink.accept(new ComparisonResult(title, rounds, measurements(), goals));
  }

  private void add(String side, Quantity quantity) {
    units.putIfAbsent(quantity.name(), quantity.unit());
    values
        .computeIfAbsent(quantity.name(), name -> new LinkedHashMap<>())
        .computeIfAbsent(side, name -> new ArrayList<>())
        .add(quantity.value());
  }

  private List<Measurement> measurements() {
    List<Measurement> measurements = new ArrayList<>();
    units.forEach(
        (quantity, unit) -> {
          List<Series> series = new ArrayList<>();
          Map<String, List<Double>> bySide = values.getOrDefault(quantity, Map.of());
          for (String side : sides.keySet()) {
            List<Double> found = bySide.get(side);
            if (found != null) {
              series.add(new Series(side, found));
            }
          }
          measurements.add(new Measurement(quantity, unit, series));
        });
    return measurements;
  }
}
