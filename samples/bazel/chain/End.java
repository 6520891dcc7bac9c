package chain;

/** The end of the chain. */
public final class End {
  private End() {}

  /** Prints how long the chain is. */
  public static void main(String[] args) {
    System.out.println("a chain of " + Link24.length() + " links");
  }
}
