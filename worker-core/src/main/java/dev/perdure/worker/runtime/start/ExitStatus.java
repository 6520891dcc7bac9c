package dev.perdure.worker.runtime.start;

/** Converts exit codes of work to exit codes of a process. */
public final class ExitStatus {
  /** The bits of an exit code that most systems keep. */
  private static final int KEPT_BITS = 0xff;

  private static final int FAILED = 1;

  private ExitStatus() {}

  /**
   * The exit code for a process whose work ended with {@code exitCode}: the same, unless the system
   * would truncate it to 0, as it does with 256, and so turn a failure into a success. An answer
   * has all 32 bits and needs no change.
   */
  public static int ofProcess(int exitCode) {
    return exitCode != 0 && (exitCode & KEPT_BITS) == 0 ? FAILED : exitCode;
  }
}
