package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** Work that did not stop has a result, which is as good as any other. */
public final class StubbornKeepsResult implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "stubborn-keeps-result",
            "work that ran to its end in spite of a cancel is answered with its result",
            "F17")
        .needs(Need.CANCEL)
        .roles(Role.STUBBORN)
        .remedy("Say was_cancelled only of work that was given up; else answer with its result.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job stubborn = trial.job(Role.STUBBORN);
    trial.sends("request " + stubborn.id() + ", which does not heed cancels, and its cancel");
    worker.send(stubborn.request());
    trial.awaitStart(stubborn);
    worker.cancel(stubborn.id());
    trial.letEnd(stubborn);
    WorkResponse answer = worker.await(stubborn.id());
    if (answer.wasCancelled() && stubborn.hasOutput()) {
      throw new CheckFailure(
          Symptom.WORK_LOST, "was_cancelled, though the work ran to its end and wrote its outputs");
    }
    trial.work(worker, trial.job(Role.WORK));
  }
}
