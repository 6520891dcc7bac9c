package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** Only one thread may wait for work that does not stop. */
public final class StubbornStallsNobody implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "stubborn-stalls-nobody",
            "others are answered while cancelled work does not stop",
            "F17")
        .needs(Need.CANCEL, Need.MULTIPLEX)
        .roles(Role.STUBBORN)
        .remedy("Never wait for work on the thread that reads, nor with the lock of the answers.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job stubborn = trial.job(Role.STUBBORN);
    trial.sends("a request that does not heed cancels, its cancel, and another request");
    worker.send(stubborn.request());
    trial.awaitStart(stubborn);
    worker.cancel(stubborn.id());
    trial.work(worker, trial.job(Role.WORK));
    if (stubborn.hasOutput()) {
      throw new CheckFailure(
          Symptom.NOT_CONCURRENT, "the other answer came when the stubborn work had ended");
    }
    trial.letEnd(stubborn);
    worker.await(stubborn.id());
  }
}
