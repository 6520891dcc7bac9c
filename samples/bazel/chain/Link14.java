package chain;

final class Link14 {
  private Link14() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link13.length() + 1;
  }
}
