package dev.perdure.worker.testing.conformance.trial;

/** A check finds that it can't be run with this worker's requests. */
public final class SkippedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public SkippedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
