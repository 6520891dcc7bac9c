package dev.perdure.worker.testing.conformance.answer;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** The most common way to break a worker: the tool prints. */
public final class PrintsIntoAnswer implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "prints-into-answer", "what the tool prints is in its answer, not on the wire", "F15")
        .roles(Role.PRINT)
        .remedy(
            "Keep the real standard output for answers alone: send what the tool prints into the"
                + " output of its answer, or to standard error.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (Job job : trial.jobs(Role.PRINT)) {
      trial.sends("a request whose work prints: " + job.arguments());
      trial.work(worker, job);
    }
    trial.work(worker, trial.job(Role.WORK));
  }
}
