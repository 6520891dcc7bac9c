package chain;

final class Link12 {
  private Link12() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link11.length() + 1;
  }
}
