package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A read from a pipe returns what is there, even if it is one byte of a length. */
public final class SplitAnywhere implements Check {
  // Split at every position where a length, a tag or a key may be, and near the end; in between,
  // only at one in so many.
  private static final int BEGINNING = 64;
  private static final int END = 8;
  private static final int STEP = 7;
  // A length of two bytes.
  private static final int LONG = 300;
  // On a busy machine, a piece may still be read with the next one, but not in every repetition.
  private static final int REPEATS = 20;

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "split-anywhere", "a request that arrives in two pieces is read whole")
        .remedy(
            "A read from a pipe may end anywhere: keep reading until the length, then the message,"
                + " are there.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    // While it is starting, pieces would collect in the pipe.
    trial.work(worker, trial.job(Role.WORK));
    int length = trial.protocol().encode(trial.job(Role.WORK).request()).length;
    trial.sends("a request in two pieces");
    for (int at = 1; at < length; at += at < BEGINNING ? 1 : STEP) {
      cut(trial, worker, trial.job(Role.WORK), at);
    }
    for (int missing = 1; missing <= END; missing++) {
      Job job = trial.job(Role.WORK);
      cut(trial, worker, job, trial.protocol().encode(job.request()).length - missing);
    }
    for (int i = 0; i < REPEATS; i++) {
      cut(trial, worker, lengthened(trial.job(Role.WORK)), 1);
    }
  }

  private static void cut(Trial trial, WorkerHarness worker, Job job, int at) throws Exception {
    byte[] bytes = trial.protocol().encode(job.request());
    trial.sends("a request of " + bytes.length + " bytes, cut after " + at, true);
    worker.send(
        List.of(job.request()),
        List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length)));
    trial.answer(worker, job);
  }

  private static Job lengthened(Job job) {
    WorkRequest request = job.request();
    List<Input> inputs = new ArrayList<>(request.inputs());
    inputs.add(new Input("p", Digest.ofText("0".repeat(LONG))));
    return job.with(WorkRequest.of(request.requestId(), request.arguments()).withInputs(inputs));
  }
}
