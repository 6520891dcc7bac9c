package dev.perdure.worker.testing.conformance.answer;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.ArrayList;
import java.util.List;

/** An answer has the output of its own request. */
public final class OwnOutput implements Check {
  private static final int COUNT = 8;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "own-output", "an answer holds what its own request printed, and nothing else")
        .roles(Role.PRINT)
        .remedy(
            "Give each request a buffer of its own, and route what its threads print there; a buffer"
                + " of the whole process mixes requests.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job print = trial.job(Role.PRINT, "text", "print of the first");
    trial.sends("a request that prints, and one that does not");
    trial.work(worker, print);
    Job work = trial.job(Role.WORK);
    expectAbsent("print of the first", trial.work(worker, work));
    if (trial.worker().supports(Need.MULTIPLEX)) {
      atOnce(trial, worker);
    }
  }

  private static void atOnce(Trial trial, WorkerHarness worker) throws Exception {
    trial.sends(COUNT + " requests at once that print");
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      jobs.add(trial.job(Role.PRINT, "text", "print <" + i + ">"));
    }
    jobs.forEach(job -> worker.send(job.request()));
    for (int i = 0; i < COUNT; i++) {
      WorkResponse answer = trial.answer(worker, jobs.get(i));
      for (int other = 0; other < COUNT; other++) {
        if (other != i) {
          expectAbsent("print <" + other + ">", answer);
        }
      }
    }
  }

  private static void expectAbsent(String foreign, WorkResponse answer) throws CheckFailure {
    if (answer.output().contains(foreign)) {
      throw new CheckFailure(
          Symptom.WRONG_ANSWER,
          "the answer to request "
              + answer.requestId()
              + " with the output of another request: "
              + Job.shown(answer.output()));
    }
  }
}
