package dev.perdure.worker.testing.conformance.trial;

import dev.perdure.worker.testing.Symptom;

/** The worker did not do what a check asks for. */
public final class CheckFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Symptom symptom;
  private final String came;

  /**
   * @param came what the worker did instead
   */
  public CheckFailure(Symptom symptom, String came) {
    super(came);
    this.symptom = symptom;
    this.came = came;
  }

  public Symptom symptom() {
    return symptom;
  }

  public String came() {
    return came;
  }
}
