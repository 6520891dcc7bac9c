package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.SandboxDirectory;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** Each action has a directory of its own, which every request names, also one with id 0. */
public final class SandboxAbsolute implements Check {
  private static final int COUNT = 3;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "sandbox-absolute", "the sandbox directory can be an absolute path, also with id 0")
        .needs(Need.SANDBOX_ABSOLUTE)
        .remedy(
            "Resolve every path of the arguments against sandbox_dir as it is, whatever the request's"
                + " id, and use an absolute one as it is.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (int i = 1; i <= COUNT; i++) {
      trial.sends("a request with id 0 in a directory of its own, " + i + " of " + COUNT, i > 1);
      SandboxDirectory sandbox = trial.root().sandbox(i);
      Job job = trial.job(Role.WORK, 0);
      Job inside = job.in(sandbox);
      WorkRequest absolute =
          WorkRequest.of(0, inside.arguments())
              .withInputs(inside.request().inputs())
              .withSandboxDir(sandbox.directory().toString());
      trial.work(worker, inside.with(absolute));
      if (job.hasOutput()) {
        throw new CheckFailure(Symptom.SANDBOX_LEFT, "outputs outside of the sandbox directory");
      }
    }
  }
}
