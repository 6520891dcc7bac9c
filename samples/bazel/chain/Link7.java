package chain;

final class Link7 {
  private Link7() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link6.length() + 1;
  }
}
