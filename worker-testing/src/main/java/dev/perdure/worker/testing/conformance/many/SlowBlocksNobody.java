package dev.perdure.worker.testing.conformance.many;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** Multiplex is only useful if requests run at the same time. */
public final class SlowBlocksNobody implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "slow-blocks-nobody", "a request is answered while a slow one runs", "F4")
        .needs(Need.MULTIPLEX)
        .roles(Role.SLOW)
        .remedy("Read on while requests run, and run them on threads of their own.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job slow = trial.job(Role.SLOW);
    trial.sends("a slow request, and while it runs another");
    worker.send(slow.request());
    trial.awaitStart(slow);
    trial.work(worker, trial.job(Role.WORK));
    // Other checks test how it ends while it is working.
    worker.kill();
  }
}
