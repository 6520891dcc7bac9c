package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** The files of the working directory are taken away after each action. */
public final class RootSwapped implements Check {
  private static final int COUNT = 3;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "root-swapped", "nothing of the worker is lost when the working directory is emptied")
        .needs(Need.ROOT_SWAPPED)
        .remedy(
            "Keep files of your own in a temporary directory, not in the working directory, and don't"
                + " keep a directory of it open or current.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (int i = 1; i <= COUNT; i++) {
      trial.sends(
          "a request in a working directory that was emptied, " + i + " of " + COUNT, i > 1);
      trial.emptyRoot();
      trial.work(worker, trial.job(Role.WORK));
    }
  }
}
