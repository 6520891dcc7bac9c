package chain;

final class Link15 {
  private Link15() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link14.length() + 1;
  }
}
