package dev.perdure.worker.testing.conformance.many;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.ArrayList;
import java.util.List;

/** Ids come in any order, and are reused. */
public final class AnyIds implements Check {
  private static final List<Integer> IDS = List.of(9, 2, Integer.MAX_VALUE, 1, 77, 3);

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "any-ids", "ids come in any order, and again when they are answered", "F8")
        .needs(Need.MULTIPLEX)
        .remedy(
            "Take the id of the request for its answer, make nothing of its order or size, and"
                + " forget it when it is answered.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (int round = 1; round <= 2; round++) {
      trial.sends("requests " + IDS + " at once");
      List<Job> jobs = new ArrayList<>();
      for (int id : IDS) {
        jobs.add(trial.job(Role.WORK, id));
      }
      jobs.forEach(job -> worker.send(job.request()));
      for (Job job : jobs) {
        trial.answer(worker, job);
      }
    }
  }
}
