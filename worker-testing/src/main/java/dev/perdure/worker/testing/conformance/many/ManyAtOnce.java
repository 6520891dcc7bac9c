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

/** Requests that run at the same time don't affect each other. */
public final class ManyAtOnce implements Check {
  private static final int COUNT = 16;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("many-at-once", "16 requests at once get 16 right answers", "F4")
        .needs(Need.MULTIPLEX)
        .remedy("Write each answer whole, under a lock, and share nothing between requests.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    trial.sends(COUNT + " requests at once");
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      jobs.add(trial.job(Role.WORK));
    }
    jobs.forEach(job -> worker.send(job.request()));
    for (Job job : jobs) {
      trial.answer(worker, job);
    }
  }
}
