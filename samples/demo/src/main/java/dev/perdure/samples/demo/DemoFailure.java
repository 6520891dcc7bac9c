package dev.perdure.samples.demo;

/** Ends the demo; the message says which action failed and why. */
final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
