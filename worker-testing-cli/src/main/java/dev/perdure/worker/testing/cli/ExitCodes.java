package dev.perdure.worker.testing.cli;

/** The exit codes of the program, for scripts. */
final class ExitCodes {
  /** Everything is fine. */
  static final int OK = 0;

  /**
   * Something is wrong with the worker: a check, an answer, a comparison or the protocol failed.
   */
  static final int WORKER_FAILED = 1;

  /** The command line or a file is wrong; this says nothing about the worker. */
  static final int USAGE = 2;

  /** The recorded worker could not be started; the same code as in a shell. */
  static final int NOT_STARTED = 127;

  private ExitCodes() {}
}
