package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.List;

/** Fields that are usually left out. */
public final class Verbose implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("verbose", "verbosity and inputs without digest are accepted", "F7")
        .remedy("Read verbosity as a number, and an empty digest as one that is not known.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.job(Role.WORK);
    List<Input> inputs =
        job.request().inputs().stream().map(i -> new Input(i.path(), Digest.empty())).toList();
    WorkRequest verbose =
        WorkRequest.of(job.id(), job.arguments()).withInputs(inputs).withVerbosity(10);
    trial.sends("a request of verbosity 10 without digests");
    WorkerHarness worker = trial.start();
    trial.work(worker, job.with(verbose).withAnyOutput());
    trial.work(worker, trial.job(Role.WORK));
  }
}
