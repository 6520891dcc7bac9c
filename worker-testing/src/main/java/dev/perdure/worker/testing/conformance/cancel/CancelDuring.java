package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** The usual case: the cancel comes while the work is running. */
public final class CancelDuring implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "cancel-during", "running work is stopped by a cancel, and answered once", "F17")
        .needs(Need.CANCEL)
        .roles(Role.SLOW)
        .remedy(
            "On {cancel} stop the work of that id; when it has stopped, answer with was_cancelled."
                + " A cancel is no request.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (Job slow : trial.jobs(Role.SLOW)) {
      trial.sends("request " + slow.id() + ", and its cancel when it runs");
      worker.send(slow.request());
      trial.awaitStart(slow);
      worker.cancel(slow.id());
      expectCancelled(slow, stopped(worker, slow));
      trial.work(worker, trial.job(Role.WORK));
    }
  }

  private static WorkResponse stopped(WorkerHarness worker, Job slow) throws CheckFailure {
    try {
      return worker.await(slow.id());
    } catch (WorkerFailure e) {
      if (e.symptom() == Symptom.ANSWER_MISSING) {
        throw new CheckFailure(
            Symptom.CANCEL_IGNORED, e.problem() + ": the work runs on, or its end is not told");
      }
      throw e;
    }
  }

  private static void expectCancelled(Job slow, WorkResponse answer) throws CheckFailure {
    if (!answer.wasCancelled()) {
      throw new CheckFailure(
          Symptom.CANCEL_IGNORED,
          "an ordinary answer, exit code "
              + answer.exitCode()
              + ", output "
              + Job.shown(answer.output()));
    }
    if (slow.hasOutput()) {
      throw new CheckFailure(
          Symptom.WORK_LOST, "was_cancelled, though the work ran to its end and wrote its outputs");
    }
  }
}
