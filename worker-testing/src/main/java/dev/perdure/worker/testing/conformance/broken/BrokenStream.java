package dev.perdure.worker.testing.conformance.broken;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.CheckFailure;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends bytes that are not a request; a worker must not run anything for them. */
final class BrokenStream {
  private static final Pattern STACK_FRAME =
      Pattern.compile("\\s+at .*|\\s*\\.\\.\\. \\d+ more|  File \".*|Node\\.js v.*");

  private BrokenStream() {}

  /**
   * Sends bytes to a new worker, and then closes its input.
   *
   * @return the worker's log; empty if it ended with exit code 0, as if nothing were wrong
   * @throws CheckFailure if it ran something
   */
  static String refused(Trial trial, Job job, byte[] bytes) throws CheckFailure {
    WorkerHarness worker = trial.start();
    worker.sendBytes(bytes);
    int exitCode = worker.end();
    WorkResponse answer = answer(worker, job.id());
    if (answer == null && job.id() != 0) {
      answer = answer(worker, 0);
    }
    if (answer != null) {
      throw new CheckFailure(
          Symptom.BROKEN_REQUEST_RUN,
          "an answer, exit code " + answer.exitCode() + ", output " + Job.shown(answer.output()));
    }
    if (job.hasOutput()) {
      throw new CheckFailure(Symptom.BROKEN_REQUEST_RUN, "no answer, but the outputs of the work");
    }
    return exitCode == 0 ? "" : worker.log();
  }

  /**
   * Like {@link #refused}, for bytes that are wrong, not only truncated: the worker must report
   * that.
   *
   * @throws CheckFailure if it ran something, or if its last line says nothing
   */
  static void refusedWithDiagnosis(Trial trial, Job job, byte[] bytes) throws CheckFailure {
    String log = refused(trial, job, bytes);
    String last = log.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
    if (last.isEmpty()) {
      throw new CheckFailure(
          Symptom.NO_DIAGNOSIS, "the end of the worker with exit code 0 or an empty log");
    }
    if (STACK_FRAME.matcher(last).matches()) {
      throw new CheckFailure(
          Symptom.NO_DIAGNOSIS, "a log whose last line is of a stack trace: " + last.strip());
    }
  }

  private static @Nullable WorkResponse answer(WorkerHarness worker, int id) {
    try {
      return worker.await(id);
    } catch (WorkerFailure e) {
      if (e.symptom() == Symptom.ENDED_EARLY) {
        return null;
      }
      throw e;
    }
  }
}
