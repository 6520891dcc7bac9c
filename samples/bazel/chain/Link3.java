package chain;

final class Link3 {
  private Link3() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link2.length() + 1;
  }
}
