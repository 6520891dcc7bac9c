package dev.perdure.worker.testing.cli.output;

/** The exit codes of the program, for scripts. */
public final class ExitCodes {
  /** Everything is fine. */
  public static final int OK = 0;

  /**
   * Something is wrong with the worker: a check, an answer, a comparison or the protocol failed.
   */
  public static final int WORKER_FAILED = 1;

  /** The command line or a file is wrong; this says nothing about the worker. */
  public static final int USAGE = 2;

  /** The recorded worker could not be started; the same code as in a shell. */
  public static final int NOT_STARTED = 127;

  private ExitCodes() {}
}
