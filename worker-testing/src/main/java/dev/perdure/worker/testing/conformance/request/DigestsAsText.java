package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** The same file has the same digest in both protocols. */
public final class DigestsAsText implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "digests-as-text", "the tool sees the digest that the client computed", "F7")
        .roles(Role.DIGESTS)
        .remedy("Decode the base64 in which JSON carries the bytes of a digest.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job job = trial.job(Role.DIGESTS);
    trial.sends("a request that prints the digests of its inputs");
    worker.send(job.request());
    WorkResponse answer = worker.await(job.id());
    String mismatch = job.mismatch(answer);
    if (!mismatch.isEmpty()) {
      throw new CheckFailure(Symptom.CACHE_KEYS_DIFFER, mismatch);
    }
  }
}
