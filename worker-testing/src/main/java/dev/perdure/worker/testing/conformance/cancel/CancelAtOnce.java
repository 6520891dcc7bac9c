package dev.perdure.worker.testing.conformance.cancel;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A cancel can come before its request has begun. */
public final class CancelAtOnce implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "cancel-at-once",
            "a request whose cancels come in the same write is answered once",
            "F17")
        .needs(Need.CANCEL)
        .roles(Role.SLOW)
        .remedy(
            "Know a request from the moment in which it is read, and answer it once however"
                + " often it is cancelled.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job slow = trial.job(Role.SLOW);
    WorkRequest cancel = WorkRequest.cancelOf(slow.id());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (WorkRequest message : List.of(slow.request(), cancel, cancel)) {
      bytes.writeBytes(trial.protocol().encode(message));
    }
    trial.sends("request " + slow.id() + " and its cancel, twice, in one write");
    worker.send(List.of(slow.request(), cancel, cancel), List.of(bytes.toByteArray()));
    worker.await(slow.id());
    trial.work(worker, trial.job(Role.WORK));
  }
}
