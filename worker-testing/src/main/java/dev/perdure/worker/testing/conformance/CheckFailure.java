package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Symptom;

/** The worker did not do what a check asks for. */
final class CheckFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Symptom symptom;
  private final String came;

  /**
   * @param came what the worker did instead
   */
  CheckFailure(Symptom symptom, String came) {
    super(came);
    this.symptom = symptom;
    this.came = came;
  }

  Symptom symptom() {
    return symptom;
  }

  String came() {
    return came;
  }
}
