package dev.perdure.worker.testing.conformance.many;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** After Ctrl-C a request can still run when the next command sends its id again. */
public final class DuplicateId implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "duplicate-id", "the newest request of an id is answered, and it alone", "F13")
        .needs(Need.MULTIPLEX)
        .roles(Role.SLOW)
        .remedy("When an id comes again, mute the older request, cancel it, and do the newer one.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job older = trial.job(Role.SLOW, 5);
    Job newer = trial.job(Role.WORK, 5);
    trial.sends("request 5, and while it runs another request 5");
    worker.send(older.request());
    trial.awaitStart(older);
    worker.send(newer.request());
    trial.answer(worker, newer);
    trial.work(worker, trial.job(Role.WORK, 6));
  }
}
