package dev.perdure.worker.jobserver;

import java.util.Random;

/** Random numbers that can be had again: {@code -Dperdure.seed=N}. */
final class Seed {
  private Seed() {}

  static Random random() {
    long seed = Long.getLong("perdure.seed", System.nanoTime());
    System.out.println("perdure.seed=" + seed);
    return new Random(seed);
  }
}
