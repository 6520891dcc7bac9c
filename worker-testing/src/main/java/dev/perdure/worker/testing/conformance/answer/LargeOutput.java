package dev.perdure.worker.testing.conformance.answer;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A tool that prints far too much is still answered. */
public final class LargeOutput implements Check {
  private static final String BYTES = "50000000";

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("large-output", "work that prints 50 MB is answered")
        .roles(Role.LARGE)
        .remedy("Bound what you keep of the output; say in the answer how much was left out.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    trial.sends("a request whose work prints " + BYTES + " bytes");
    trial.work(worker, trial.job(Role.LARGE, "bytes", BYTES));
    trial.work(worker, trial.job(Role.WORK));
  }
}
