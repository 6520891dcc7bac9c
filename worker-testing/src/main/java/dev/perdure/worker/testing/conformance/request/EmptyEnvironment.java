package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.Map;

/** The environment has only what the worker's file names. */
public final class EmptyEnvironment implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("empty-environment", "the worker runs in an empty environment", "F2")
        .remedy(
            "Use no PATH, HOME, TMPDIR or locale of the environment without a default; a launcher"
                + " script can set what the tool needs.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    trial.sends("a request to a worker without TMPDIR");
    Map<String, String> named = trial.worker().environment();
    trial.work(trial.start(trial.worker().command(), named, false), trial.job(Role.WORK));
  }
}
