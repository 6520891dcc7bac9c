package chain;

final class Link21 {
  private Link21() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link20.length() + 1;
  }
}
