package dev.perdure.worker.testing.conformance.many;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/**
 * Dynamic execution and sandboxing can make a client use a multiplex worker as a singleplex one.
 */
public final class IdZero implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("id-zero", "a multiplex worker serves id 0, too", "F4")
        .needs(Need.MULTIPLEX)
        .remedy("Serve id 0 as every other, one request after the other, and answer with id 0.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (int i = 1; i <= 3; i++) {
      trial.sends("request 0, " + i + " of 3", i > 1);
      trial.work(worker, trial.job(Role.WORK, 0));
    }
  }
}
