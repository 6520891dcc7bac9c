package dev.perdure.worker.fuzz;

/** How a target says that two readers disagree. */
public final class Findings {
  private Findings() {}

  /** Fails unless both are equal. */
  public static void same(Object expected, Object came, String about) {
    if (!expected.equals(came)) {
      throw new AssertionError(about + ": expected " + expected + ", came " + came);
    }
  }
}
