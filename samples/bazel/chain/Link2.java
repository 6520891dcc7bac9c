package chain;

final class Link2 {
  private Link2() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link1.length() + 1;
  }
}
