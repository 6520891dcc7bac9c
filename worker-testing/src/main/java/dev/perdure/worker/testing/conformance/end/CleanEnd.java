package dev.perdure.worker.testing.conformance.end;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.regex.Pattern;

/** Every client ends a worker by closing its input, so that is not an error. */
public final class CleanEnd implements Check {
  private static final Pattern TRACE =
      Pattern.compile("(?m)^(\\s+at \\S.*|Exception in thread .*|Traceback .*)$");

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("clean-end", "a worker ends silently when its input ends", "F18")
        .remedy("Take the end of input between two messages for the end, not for an error.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    trial.work(worker, trial.job(Role.WORK));
    trial.sends("a request, and the end of input after its answer");
    worker.end();
    if (TRACE.matcher(worker.log()).find()) {
      throw new CheckFailure(Symptom.NO_DIAGNOSIS, "a stack trace in the log");
    }
  }
}
