package chain;

final class Link22 {
  private Link22() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link21.length() + 1;
  }
}
