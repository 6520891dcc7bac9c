package chain;

final class Link16 {
  private Link16() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link15.length() + 1;
  }
}
