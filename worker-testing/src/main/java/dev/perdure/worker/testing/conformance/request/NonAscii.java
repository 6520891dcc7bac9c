package dev.perdure.worker.testing.conformance.request;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A client sets no locale, but the protocol is UTF-8 anyway. */
public final class NonAscii implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "non-ascii", "text beyond ASCII arrives and comes back without a locale", "F2", "F5")
        .roles(Role.PRINT)
        .remedy(
            "Encode and decode UTF-8 everywhere, never the platform's charset: the environment of a"
                + " worker has no locale.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    Job job = trial.job(Role.PRINT, "text", "Grün Ελλάδα 日本語 😀");
    trial.sends("a request whose work prints Grün Ελλάδα 日本語 😀");
    trial.work(trial.start(), job);
  }
}
