package chain;

final class Link11 {
  private Link11() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link10.length() + 1;
  }
}
