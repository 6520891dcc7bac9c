package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.List;

/** Several threads of a client write to one pipe, so one read can get several messages. */
public final class TwoInOneWrite implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "two-in-one-write", "two requests in one write get two answers", "F12")
        .remedy(
            "Keep the bytes after the first message, and decode from them before reading more.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job first = trial.job(Role.WORK);
    Job second = trial.job(Role.WORK);
    byte[] bytes = trial.joined(first, second);
    trial.sends("two requests in one write of " + bytes.length + " bytes");
    worker.send(List.of(first.request(), second.request()), List.of(bytes));
    trial.answer(worker, first);
    trial.answer(worker, second);
  }
}
