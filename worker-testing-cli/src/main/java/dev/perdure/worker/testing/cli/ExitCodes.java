package dev.perdure.worker.testing.cli;

/** What the program ends with, for scripts. */
final class ExitCodes {
  /** All is well. */
  static final int OK = 0;

  /** The worker is not: a check, an answer, a comparison or the protocol failed. */
  static final int WORKER_FAILED = 1;

  /** The command line or a file is wrong; the worker was not judged. */
  static final int USAGE = 2;

  /** As a shell says it: the recorded worker could not be started. */
  static final int NOT_STARTED = 127;

  private ExitCodes() {}
}
