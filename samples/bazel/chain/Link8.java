package chain;

final class Link8 {
  private Link8() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link7.length() + 1;
  }
}
