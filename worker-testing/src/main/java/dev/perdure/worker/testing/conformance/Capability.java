package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.worker.Need;
import java.util.Locale;

/** Something that a worker claims to support; what it does not claim is not checked. */
public enum Capability {
  /** Several requests at once; {@code supports-multiplex-workers}. */
  MULTIPLEX,
  /** Cancelling a request (F17); {@code supports-worker-cancellation}. */
  CANCEL,
  /** A sandbox directory for each request (F9); {@code supports-multiplex-sandboxing}. */
  SANDBOX,
  /** Without {@code --persistent_worker}, doing one action and ending, like the tool itself. */
  ONE_SHOT;

  /** What a check needs if it is about this. */
  Need need() {
    return switch (this) {
      case MULTIPLEX -> Need.MULTIPLEX;
      case CANCEL -> Need.CANCEL;
      case SANDBOX -> Need.SANDBOX;
      case ONE_SHOT -> Need.ONE_SHOT;
    };
  }

  /** The name in a worker's file: in lower case, with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
