package dev.perdure.worker.testing.conformance;

/** A check finds that it can't be run with this worker's requests. */
final class SkippedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  SkippedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
