package dev.perdure.worker.testing.conformance.answer;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A tool that writes very much to standard error must not block. */
public final class ErrorFlood implements Check {
  private static final String TEXT = "0123456789abcde ".repeat(1 << 17);

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "error-flood", "work that prints two mebibytes on standard error is answered")
        .roles(Role.PRINT_ERROR)
        .remedy("Read what a child process prints while it runs, on a thread of its own.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    trial.sends("a request whose work prints 2 MiB on standard error");
    trial.work(worker, trial.job(Role.PRINT_ERROR, "text", TEXT));
    trial.work(worker, trial.job(Role.WORK));
  }
}
