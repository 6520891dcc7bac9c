package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/**
 * If a thread is interrupted for a cancel that comes late, the interrupt can hit the next request.
 */
public final class CancelThenWork implements Check {
  private static final int ROUNDS = 5;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "cancel-then-work", "the work after cancelled work is not disturbed", "F17")
        .needs(Need.CANCEL)
        .roles(Role.SLOW)
        .remedy(
            "Clear the interrupt flag between requests, and let an interrupt reach only the request"
                + " that it is meant for.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (int round = 1; round <= ROUNDS; round++) {
      trial.sends("a request that is cancelled, and others, " + round + " times", round > 1);
      Job slow = trial.job(Role.SLOW);
      worker.send(slow.request());
      trial.awaitStart(slow);
      worker.cancel(slow.id());
      worker.await(slow.id());
      for (Job job : trial.jobs(Role.WORK)) {
        trial.work(worker, job);
      }
    }
  }
}
