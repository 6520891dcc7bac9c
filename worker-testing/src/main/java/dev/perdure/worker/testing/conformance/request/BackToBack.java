package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A fast client sends the next request as soon as it has read the answer. */
public final class BackToBack implements Check {
  private static final int COUNT = 200;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "back-to-back",
            "the next request may follow the answer at once, with the same id",
            "F8")
        .remedy("Forget a request before its answer is on the wire, not after.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (int i = 1; i <= COUNT; i++) {
      trial.sends("request 0 after the answer to request 0, " + i + " times", i > 1);
      trial.work(worker, trial.job(Role.WORK, 0));
    }
  }
}
