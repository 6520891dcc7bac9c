package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** The minimum that a worker must do. */
public final class FirstAnswer implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("first-answer", "requests are answered, each as the tool would", "F1")
        .remedy(
            "Start as a worker when --persistent_worker is among the arguments, wherever it stands;"
                + " read a request, do it, write one answer with its id, flush, and read on.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (Job job : trial.jobs(Role.WORK)) {
      trial.sends("request " + job.id() + " " + job.arguments());
      trial.work(worker, job);
    }
  }
}
