package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The end of a JSON object is clear from its text; older versions of Bazel send nothing between
 * objects.
 */
public final class NoNewline implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "no-newline", "JSON requests need no newlines, and may have some", "F5")
        .needs(Need.JSON)
        .remedy("Read JSON objects, never lines.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job bare = trial.job(Role.WORK);
    trial.sends("a request without a newline");
    send(worker, bare, text(trial, bare).strip());
    trial.answer(worker, bare);

    Job first = trial.job(Role.WORK);
    Job second = trial.job(Role.WORK);
    trial.sends("two requests with nothing between them");
    worker.send(
        List.of(first.request(), second.request()),
        List.of(bytes(text(trial, first).strip() + text(trial, second).strip())));
    trial.answer(worker, first);
    trial.answer(worker, second);

    Job spread = trial.job(Role.WORK);
    trial.sends("a request over several lines");
    send(worker, spread, text(trial, spread).replaceFirst("\\{", " \r\n{\n\t ").strip());
    trial.answer(worker, spread);
  }

  private static void send(WorkerHarness worker, Job job, String text) {
    worker.send(List.of(job.request()), List.of(bytes(text)));
  }

  private static String text(Trial trial, Job job) {
    return new String(trial.protocol().encode(job.request()), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
