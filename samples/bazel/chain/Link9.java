package chain;

final class Link9 {
  private Link9() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link8.length() + 1;
  }
}
