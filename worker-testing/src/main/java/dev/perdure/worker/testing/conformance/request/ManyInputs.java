package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An action with a large tool chain has thousands of inputs. */
public final class ManyInputs implements Check {
  private static final int COUNT = 10_000;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("many-inputs", "a request with 10,000 inputs is answered", "F7")
        .remedy("Read messages of any reasonable size: this one has about two megabytes.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.job(Role.WORK);
    Path folder = Files.createDirectories(trial.root().resolve("perdure-many"));
    Files.createFile(folder.resolve("0"));
    Input first = trial.root().input("perdure-many/0");
    List<Input> inputs = new ArrayList<>(job.request().inputs());
    inputs.add(first);
    for (int i = 1; i < COUNT; i++) {
      Files.createFile(folder.resolve(Integer.toString(i)));
      inputs.add(new Input("perdure-many/" + i, first.digest()));
    }
    WorkRequest request = WorkRequest.of(job.id(), job.arguments()).withInputs(inputs);
    trial.sends("a request with 10,000 inputs");
    WorkerHarness worker = trial.start();
    trial.work(worker, job.with(request));
    trial.work(worker, trial.job(Role.WORK));
  }
}
