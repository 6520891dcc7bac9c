package dev.perdure.worker.benchmarks.frame;

/**
 * How one side shall stand to another: the median of the ratios of the rounds. The two were
 * measured one right after the other, so what the machine does besides meets both of a round.
 *
 * @param quantity the name of what is compared
 * @param side who shall meet it
 * @param atMost true if the ratio may not be above the factor; false if not below
 * @param peer whom it is measured against
 */
public record Goal(String quantity, String side, boolean atMost, double factor, String peer) {
  boolean isMetBy(double ratio) {
    return atMost ? ratio <= factor : ratio >= factor;
  }

  @Override
  public String toString() {
    return quantity
        + ": "
        + side
        + (atMost ? " at most " : " at least ")
        + Numbers.text(factor)
        + " × "
        + peer;
  }
}
