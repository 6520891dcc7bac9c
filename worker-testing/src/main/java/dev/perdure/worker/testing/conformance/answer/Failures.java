package dev.perdure.worker.testing.conformance.answer;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** Whatever the tool does, the worker answers and goes on. */
public final class Failures implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "failures", "work that fails is answered, and the worker serves on", "F10", "F12")
        .roles(Role.FAIL)
        .remedy(
            "Catch everything that the work throws, errors and checked exceptions that sneak out"
                + " included, keep its exit calls from ending the worker, and answer with an exit"
                + " code other than 0.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (Job job : trial.jobs(Role.FAIL)) {
      trial.sends("a request that fails: " + job.arguments());
      trial.work(worker, job);
      trial.work(worker, trial.job(Role.WORK));
    }
  }
}
