package chain;

final class Link6 {
  private Link6() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link5.length() + 1;
  }
}
