package chain;

/** The end of the chain. */
public final class End {
  private End() {}

  /** How long the chain is. */
  public static int length() {
    return Link24.length();
  }
}
