package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A digest can be any bytes. */
public final class DigestsAsMessages implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("digests-as-messages", "digests that are no text are accepted")
        .needs(Need.DIGESTS_AS_MESSAGES)
        .roles(Role.WORK)
        .remedy("Compare digests as bytes, and never decode them: they can be any bytes.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Client client = trial.settings().client();
    for (Job job : trial.jobs(Role.WORK)) {
      trial.sends("a request whose digests are serialized messages");
      trial.work(worker, job.with(client.request(job.request(), trial.root())));
    }
  }
}
