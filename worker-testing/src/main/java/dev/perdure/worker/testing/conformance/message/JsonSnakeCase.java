package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** In proto3's JSON, a field may have its name from the .proto file. */
public final class JsonSnakeCase implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "json-snake-case", "request_id is read as requestId, and numbers may be strings")
        .needs(Need.JSON, Need.MULTIPLEX)
        .remedy(
            "Accept both names of a field, request_id and requestId, and integers as strings, as"
                + " every parser of proto3's JSON must.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job named = trial.job(Role.WORK, 7);
    trial.sends("a request with the key request_id");
    String text = JsonText.of(named.request());
    JsonText.send(worker, named.request(), text.replace("\"requestId\"", "\"request_id\""));
    trial.answer(worker, named);

    Job quoted = trial.job(Role.WORK, 8);
    trial.sends("a request with the id as a string");
    text = JsonText.of(quoted.request());
    JsonText.send(worker, quoted.request(), text.replace("\"requestId\":8", "\"requestId\":\"8\""));
    trial.answer(worker, quoted);
  }
}
