package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.WorkerHarness;

/** A cancel can come when the answer is already on its way. */
final class CancelAfter implements Check {
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
