package dev.perdure.worker.testing.conformance;

import java.util.Locale;

/** Something that a worker says it can do; what it does not say is not checked. */
public enum Capability {
  /** Several requests at once, as {@code supports-multiplex-workers} says. */
  MULTIPLEX,
  /** Cancelling a request, as {@code supports-worker-cancellation} says (F17). */
  CANCEL,
  /** A sandbox directory for each request, as {@code supports-multiplex-sandboxing} says (F9). */
  SANDBOX,
  /** Without {@code --persistent_worker} it does one action and ends, as the tool would. */
  ONE_SHOT;

  /** As it is written in a worker's file: in lower case, with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
