package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Client;
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

  /** Whether that client makes use of it. */
  boolean isUsedBy(Client client) {
    return switch (this) {
      case MULTIPLEX -> client.isMultiplex();
      case CANCEL -> client.cancels();
      case SANDBOX -> client.sandbox() == Client.Sandbox.RELATIVE;
      case ONE_SHOT -> true;
    };
  }

  /** The name in a worker's file: in lower case, with hyphens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
