package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** What is written to standard error would be in the action's result, and so in the cache. */
public final class QuietSuccess implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "quiet-success", "work that succeeds writes nothing to standard error")
        .needs(Need.ERRORS_IN_RESULT)
        .remedy(
            "Log nothing by default: not that the worker was started, nor that a request was done.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (Job job : trial.jobs(Role.WORK)) {
      trial.sends("an ordinary request");
      trial.work(worker, job);
    }
    worker.end();
    if (!worker.log().isEmpty()) {
      throw new CheckFailure(
          Symptom.ERRORS_IN_RESULT, "on standard error: " + Job.shown(worker.log()));
    }
  }
}
