package chain;

final class Link20 {
  private Link20() {}

  /** How long the chain is up to here. */
  static int length() {
    return Link19.length() + 1;
  }
}
