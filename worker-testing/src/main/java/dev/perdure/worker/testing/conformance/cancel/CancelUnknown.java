package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** An interrupted client may cancel a request that the worker never saw. */
public final class CancelUnknown implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "cancel-unknown", "a cancel of an unknown id is ignored", "F12", "F17")
        .needs(Need.CANCEL, Need.MULTIPLEX)
        .remedy("Drop a cancel whose request you don't know; answer nothing.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    trial.sends("a cancel of id 4711, which no request had, and another request");
    worker.cancel(4711);
    trial.work(worker, trial.job(Role.WORK));
    trial.work(worker, trial.job(Role.WORK));
  }
}
