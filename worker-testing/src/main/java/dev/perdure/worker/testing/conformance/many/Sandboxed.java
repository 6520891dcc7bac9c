package dev.perdure.worker.testing.conformance.many;

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

/** The paths of a request are below its sandbox directory, which is reused. */
public final class Sandboxed implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "sandbox", "inputs and outputs of a request are below its sandbox directory", "F9")
        .needs(Need.SANDBOX)
        .remedy(
            "Resolve every path of the arguments against sandbox_dir; never follow the inputs'"
                + " symlinks to their real paths; keep nothing by path from one request to the"
                + " next.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    SandboxDirectory sandbox = trial.root().sandbox(1);
    for (int i = 1; i <= 3; i++) {
      trial.sends(
          "a request in " + sandbox.path() + ", which is cleaned after it, " + i + " times", i > 1);
      Job job = trial.job(Role.WORK);
      Job inside = job.in(sandbox);
      trial.work(worker, inside);
      if (job.hasOutput()) {
        throw new CheckFailure(Symptom.SANDBOX_LEFT, "outputs outside of the sandbox directory");
      }
      sandbox.clean();
    }
  }
}
