package dev.perdure.worker.testing.conformance.end;

import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker whose answers nobody can read has to end. */
public final class AnswersUnread implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "answers-unread", "a worker ends when its answers can't be written", "F18")
        .remedy(
            "Check each write of an answer: a PrintStream hides that it failed. When it has, say so"
                + " on standard error, and end.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    trial.sends("requests to a worker whose standard output is closed at the client's end");
    List<String> command = new ArrayList<>(trial.worker().command());
    command.add("--persistent_worker");
    Process process =
        trial.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    try {
      process.getInputStream().close();
      process.getOutputStream().write(trial.joined(trial.job(Role.WORK), trial.job(Role.WORK)));
      process.getOutputStream().flush();
      if (!process.waitFor(trial.settings().patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CheckFailure(
            Symptom.NOT_ENDING, "nothing: the worker runs on, and nobody hears of it");
      }
    } catch (IOException e) {
      // It ended before it had read everything, as it should.
      trial.sends("the end of the worker");
    } finally {
      process.destroyForcibly();
    }
  }
}
