package dev.perdure.worker.storm;

/** What is done to a worker while it works. */
enum Deed {
  KILL,
  TERMINATE,
  END_OF_INPUT,
  STOP_AND_CONTINUE,
  KILL_A_CHILD,
  NOTHING;

  /** Whether the worker must answer all the same. */
  boolean mustBeAnswered() {
    return this == STOP_AND_CONTINUE || this == NOTHING;
  }
}
