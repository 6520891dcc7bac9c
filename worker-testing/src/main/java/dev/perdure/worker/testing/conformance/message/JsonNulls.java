package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.List;

/** In proto3's JSON, null stands for a field's default. */
public final class JsonNulls implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("json-nulls", "null is read as a field's default")
        .needs(Need.JSON)
        .remedy("Take null for the default of the field, also where a list is expected.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job job = trial.job(Role.WORK);
    trial.sends("a request with null for verbosity, sandboxDir and cancel");
    String text = JsonText.of(job.request());
    JsonText.send(
        worker,
        job.request(),
        "{\"verbosity\":null,\"sandboxDir\":null,\"cancel\":null," + text.substring(1));
    trial.answer(worker, job);

    int id = trial.nextId();
    trial.sends("a request with null for arguments, which may fail, but has an answer");
    JsonText.send(
        worker,
        WorkRequest.of(id, List.of()),
        "{\"arguments\":null,\"inputs\":null,\"requestId\":" + (id == 0 ? "null" : id) + "}");
    worker.await(id);
    trial.work(worker, trial.job(Role.WORK));
  }
}
