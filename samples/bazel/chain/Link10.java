package chain;

final class Link10 {
  private Link10() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link9.length() + 1;
  }
}
