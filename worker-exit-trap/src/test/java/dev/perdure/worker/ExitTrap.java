package dev.perdure.worker;

public final class ExitTrap {
  public static final ThreadLocal<Integer> STATUS = new ThreadLocal<>();

  private ExitTrap() {}

  public static void exit(int status) {
    if (STATUS.get() == null) {
      System.exit(status);
    }
    STATUS.set(status);
    throw new Error("trapped");
  }

  public static void halt(int status) {
    if (STATUS.get() == null) {
      Runtime.getRuntime().halt(status);
    }
    STATUS.set(status);
    throw new Error("trapped");
  }
}
