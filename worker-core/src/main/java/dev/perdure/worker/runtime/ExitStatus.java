package dev.perdure.worker.runtime;

/** Exit codes of work as the exit codes of a process. */
public final class ExitStatus {
  /** All that most systems keep of an exit code. */
  private static final int KEPT_BITS = 0xff;

  private static final int FAILED = 1;

  private ExitStatus() {}

  /**
   * The exit code for a process whose work ended with {@code exitCode}: the same, unless the system
   * would cut it to 0, as it does 256, and so make a success of a failure. An answer holds all 32
   * bits and needs no change.
   */
  public static int ofProcess(int exitCode) {
    return exitCode != 0 && (exitCode & KEPT_BITS) == 0 ? FAILED : exitCode;
  }
}
