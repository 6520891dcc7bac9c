package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.List;

/** Without digests, only the file itself tells that it has changed. */
public final class DigestsAbsent implements Check {
  // Of one length, so that the size tells nothing.
  private static final List<String> TEXTS = List.of("the first text", "another text.");

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "digests-absent", "a changed input is read again although it has no digest")
        .needs(Need.DIGESTS_ABSENT)
        .roles(Role.CHANGED)
        .remedy(
            "Take an empty digest for one that is not known: hash the file, or keep nothing of it.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (String text : TEXTS) {
      trial.sends("a request without digests, with an input \"" + text + "\"");
      Job job = trial.job(Role.CHANGED, "text", text);
      trial.work(worker, job.with(withoutDigests(job.request())));
    }
  }

  private static WorkRequest withoutDigests(WorkRequest request) {
    return WorkRequest.of(request.requestId(), request.arguments())
        .withInputs(
            request.inputs().stream()
                .map(input -> new Input(input.path(), Digest.empty()))
                .toList());
  }
}
