package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A worker that reads flagfiles must not take a label for one. */
public final class LabelKept implements Check {
  private static final String LABEL = "@repo//pkg:target";

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("label-kept", "an argument that is a label stays as it is")
        .needs(Need.FLAGFILES_LEFT)
        .roles(Role.PRINT)
        .remedy("Take @repo//x and @@repo//x for labels, never for the names of files.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.print(LABEL, String::equals, "no request \"print\" has the argument {text}");
    trial.sends("a request with the argument " + LABEL);
    trial.work(trial.start(), job);
  }
}
