package dev.perdure.worker.testing.conformance.end;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;

/** A worker that is told to end does so, and ends its child processes. */
public final class Ends implements Check {
  private final Ending ending;
  private final boolean busy;

  private Ends(Ending ending, boolean busy) {
    this.ending = ending;
    this.busy = busy;
  }

  public static Ends idle(Ending ending) {
    return new Ends(ending, false);
  }

  public static Ends busy(Ending ending) {
    return new Ends(ending, true);
  }

  @Override
  public CheckDefinition definition() {
    CheckDefinition about =
        CheckDefinition.of(
                ending.id + (busy ? "-busy" : "-idle"),
                (busy ? "a worker at work" : "an idle worker") + " ends when " + ending.words,
                "F18")
            .remedy(
                "Watch for the end of input and for SIGTERM while work runs; stop the work and its"
                    + " child processes, and end within a second, without an answer.");
    return busy ? about.roles(Role.SLOW) : about;
  }

  @Override
  public void run(Trial trial) throws Exception {
    if (!busy) {
      WorkerHarness worker = trial.start();
      trial.work(worker, trial.job(Role.WORK));
      end(trial, worker);
      return;
    }
    for (Job slow : trial.jobs(Role.SLOW)) {
      WorkerHarness worker = trial.start();
      worker.send(slow.request());
      trial.awaitStart(slow);
      end(trial, worker);
    }
  }

  private void end(Trial trial, WorkerHarness worker) {
    trial.sends((busy ? "a slow request" : "a request") + ", and " + ending.words);
    switch (ending) {
      case INPUT -> worker.end();
      case SIGTERM -> {
        worker.terminate();
        worker.awaitEnd();
      }
      case BOTH -> {
        worker.terminate();
        worker.end();
      }
      case SIGTERM_TWICE -> {
        worker.terminate();
        worker.terminate();
        worker.awaitEnd();
      }
    }
    worker.close();
  }
}
