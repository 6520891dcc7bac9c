package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.nio.file.Files;
import java.util.List;

/** Some remote executors leave it to the worker to read flagfiles. */
public final class FlagfileLeft implements Check {
  private static final String OUTER = "perdure-outer.args";
  private static final String INNER = "perdure-inner.args";

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "flagfile-left", "the lines of an @file in a request are its arguments")
        .needs(Need.FLAGFILES_LEFT)
        .remedy(
            "Replace an argument @file by the lines of the file, if there is such a file in the"
                + " request's sandbox directory or in the working directory; a line can again be an"
                + " @file.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.job(Role.WORK);
    Files.write(trial.root().resolve(INNER), job.arguments());
    Files.writeString(trial.root().resolve(OUTER), "@" + INNER);
    WorkerHarness worker = trial.start();
    for (String file : List.of(INNER, OUTER)) {
      trial.sends("a request with only the argument @" + file);
      WorkRequest left = WorkRequest.of(0, List.of("@" + file)).withInputs(job.request().inputs());
      trial.deleteOutputs(job);
      trial.work(worker, job.with(left));
    }
  }
}
