package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.testing.SandboxDirectory;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A cancel repeats the sandbox directory of its request. */
public final class CancelSandboxed implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "cancel-sandboxed", "a cancel with a sandbox directory is a cancel", "F9", "F17")
        .needs(Need.CANCEL, Need.SANDBOX)
        .roles(Role.SLOW)
        .remedy("Know a cancel by its flag alone, whatever other fields it has.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    SandboxDirectory sandbox = trial.root().sandbox(1);
    Job slow = trial.job(Role.SLOW);
    Job inside = slow.in(sandbox);
    trial.sends("a request in " + sandbox.path() + ", and its cancel with the same directory");
    worker.send(inside.request());
    trial.awaitStart(inside);
    worker.cancel(inside.id());
    worker.await(inside.id());
    trial.work(worker, trial.job(Role.WORK));
  }
}
