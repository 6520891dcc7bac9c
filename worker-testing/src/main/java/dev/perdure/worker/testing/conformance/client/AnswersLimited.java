package dev.perdure.worker.testing.conformance.client;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.nio.charset.StandardCharsets;

/** A client may refuse to read a very large answer. */
public final class AnswersLimited implements Check {
  private static final int MORE = 1 << 20;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "answers-limited", "an answer is smaller than the client's limit, whatever is printed")
        .needs(Need.ANSWERS_LIMITED)
        .roles(Role.LARGE)
        .remedy("Cut what an answer holds, far below 64 MiB, and say in it how much was left out.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    long limit = trial.settings().client().maxAnswerBytes();
    String bytes = Long.toString(limit + MORE);
    WorkerHarness worker = trial.start();
    trial.sends("a request whose work prints " + bytes + " bytes");
    Job job = trial.job(Role.LARGE, "bytes", bytes);
    int size = trial.work(worker, job).output().getBytes(StandardCharsets.UTF_8).length;
    if (size > limit) {
      throw new CheckFailure(Symptom.ANSWER_TOO_LARGE, "an answer with " + size + " bytes of text");
    }
    trial.work(worker, trial.job(Role.WORK));
  }
}
