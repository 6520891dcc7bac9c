package dev.perdure.worker.testing.conformance.many;

import dev.perdure.worker.testing.SandboxDirectory;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.ArrayList;
import java.util.List;

/** Requests that run at the same time have different sandboxes. */
public final class SandboxesAtOnce implements Check {
  private static final int COUNT = 4;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "sandboxes-at-once", "requests at once write below their own sandbox directories", "F9")
        .needs(Need.SANDBOX, Need.MULTIPLEX)
        .remedy("Keep the sandbox directory with the request, never in a field of the worker.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    trial.sends(COUNT + " requests at once, each in a sandbox directory");
    List<Job> jobs = new ArrayList<>();
    for (int i = 1; i <= COUNT; i++) {
      Job job = trial.job(Role.WORK);
      SandboxDirectory sandbox = trial.root().sandbox(i);
      jobs.add(job.in(sandbox));
    }
    jobs.forEach(job -> worker.send(job.request()));
    for (Job job : jobs) {
      trial.answer(worker, job);
    }
  }
}
