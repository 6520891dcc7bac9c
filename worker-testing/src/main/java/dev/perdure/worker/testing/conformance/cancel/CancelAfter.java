package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A cancel can come when the answer is already on its way. */
public final class CancelAfter implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "cancel-after", "a cancel that comes after the answer is ignored", "F17")
        .needs(Need.CANCEL)
        .remedy("A cancel of a request that isn't running has no answer: drop it.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job job = trial.job(Role.WORK);
    trial.sends("request " + job.id());
    trial.work(worker, job);
    trial.sends("its cancel, and another request");
    worker.cancel(job.id());
    trial.work(worker, trial.job(Role.WORK));
    trial.work(worker, trial.job(Role.WORK));
  }
}
