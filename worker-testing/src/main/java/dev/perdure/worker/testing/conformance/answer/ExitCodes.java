package dev.perdure.worker.testing.conformance.answer;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.List;

/** Exit codes belong to the tool; the worker only passes them on. */
public final class ExitCodes implements Check {
  private static final List<String> CODES = List.of("1", "2", "32", "126", "255", "0");

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("exit-codes", "every exit code of the tool is answered as it is")
        .roles(Role.EXIT)
        .remedy("Give no exit code a meaning of your own: answer with what the work returned.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    for (String code : CODES) {
      trial.sends("a request whose work ends with exit code " + code, code != CODES.get(0));
      trial.work(worker, trial.job(Role.EXIT, "code", code));
    }
  }
}
