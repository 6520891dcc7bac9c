package chain;

final class Link13 {
  private Link13() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link12.length() + 1;
  }
}
